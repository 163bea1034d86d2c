package com.cruddur.messaging.http;

import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * A route for callers with a valid token. While the issuer's keys are being fetched, the request waits without a thread. Otherwise
 * a slow issuer would delay every other request.
 */
final class Authenticated implements Handler {
    private final TokenVerifier tokens;
    private final Route route;

    /** Handles the request of the caller with this token. */
    interface Route {
        void handle(Context ctx, VerifiedToken token) throws IOException;
    }

    Authenticated(TokenVerifier tokens, Route route) {
        this.tokens = tokens;
        this.route = route;
    }

    @Override
    public void handle(Context ctx) {
        CompletableFuture<VerifiedToken> token = tokens.verify(Bearer.token(ctx.req()));
        if (token.isDone()) {
            goOn(ctx, token);
        } else {
            ctx.future(() ->
                    token.handle((verified, failure) -> null).thenRunAsync(() -> goOn(ctx, token), executor(ctx)));
        }
    }

    /** Javalin unwraps a {@link CompletionException}. */
    private void goOn(Context ctx, CompletableFuture<VerifiedToken> token) {
        try {
            route.handle(ctx, token.join());
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Executor executor(Context ctx) {
        return VirtualThreads.getExecutor(ServletContextRequest.getServletContextRequest(ctx.req())
                .getComponents()
                .getExecutor());
    }
}
