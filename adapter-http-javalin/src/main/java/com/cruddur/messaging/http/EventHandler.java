package com.cruddur.messaging.http;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD of {@value #PATH} before the servlet, whose objects would stay in memory for as long as a stream lasts. A request
 * that it refuses goes on to the route {@link #fail}, so that it is answered like any other failure.
 */
final class EventHandler extends Handler.Wrapper {
    static final String PATH = "/api/events";
    private static final String TYPE = "text/event-stream";
    private static final HttpField CONTENT_TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, TYPE);
    /** nginx would hold events back in its buffer. */
    private static final HttpField NOT_BUFFERED = new PreEncodedHttpField("X-Accel-Buffering", "no");

    private static final String FAILURE = EventHandler.class.getName() + ".failure";

    private final Messaging messaging;
    private final TokenVerifier tokens;
    private final EventStreams streams;

    EventHandler(Messaging messaging, TokenVerifier tokens, EventStreams streams) {
        this.messaging = messaging;
        this.tokens = tokens;
        this.streams = streams;
    }

    /** The route of the path: throws the exception because of which the handler has refused the request. */
    static void fail(Context ctx) {
        throw requireNonNull((RuntimeException) ctx.req().getAttribute(FAILURE));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isMine(request)) {
            return super.handle(request, response, callback);
        }
        CompletableFuture<VerifiedToken> token = verify(request.getHeaders());
        if (token.isDone()) {
            return answer(token, request, response, callback);
        }
        // No thread waits for the issuer's keys, as in Authenticated.
        token.whenCompleteAsync(
                (verified, failure) -> answerLater(token, request, response, callback),
                request.getComponents().getExecutor());
        return true;
    }

    /** The path counts as the client wrote it, as it does for Javalin. */
    private static boolean isMine(Request request) {
        String method = request.getMethod();
        return (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method))
                && PATH.equals(request.getHttpURI().getPath());
    }

    private CompletableFuture<VerifiedToken> verify(HttpFields headers) {
        try {
            return tokens.verify(Bearer.token(headers.getValuesList(HttpHeader.AUTHORIZATION)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answerLater(
            CompletableFuture<VerifiedToken> token, Request request, Response response, Callback callback) {
        try {
            if (!answer(token, request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private boolean answer(
            CompletableFuture<VerifiedToken> token, Request request, Response response, Callback callback)
            throws Exception {
        EventStream stream;
        try {
            stream = accept(request, token.join());
        } catch (RuntimeException e) {
            request.setAttribute(FAILURE, e);
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(CONTENT_TYPE).put(NOT_BUFFERED);
        if (stream == null) {
            callback.succeeded();
        } else {
            stream.open(response, callback);
        }
        return true;
    }

    /** Returns a stream that is subscribed but not open yet; null for HEAD. */
    private @Nullable EventStream accept(Request request, VerifiedToken token) {
        if (!AcceptHeader.takes(request.getHeaders().getValuesList(HttpHeader.ACCEPT), TYPE)) {
            throw new HttpFaultException(HttpFault.NOT_ACCEPTABLE);
        }
        Caller caller = messaging.as(token.subject());
        UUID user = caller.me().uuid();
        return HttpMethod.GET.is(request.getMethod()) ? subscribe(caller, user, token) : null;
    }

    private EventStream subscribe(Caller caller, UUID user, VerifiedToken token) {
        EventStream stream = streams.add(user, token);
        try {
            stream.subscribed(caller.subscribe(stream::add));
            return stream;
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }
}
