package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Adds all routes of the interface. */
final class Routes {
    private static final byte[] HEALTHY = "{\"success\":true}".getBytes(UTF_8);

    private final Messaging messaging;
    private final TokenVerifier tokens;

    Routes(Messaging messaging, TokenVerifier tokens) {
        this.messaging = messaging;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        get(routes, "/api/health-check", ctx -> answer(ctx, HEALTHY));
        get(routes, "/api/me", new Authenticated(tokens, this::showCaller));
        get(routes, "/api/users/{handle}/short", this::showUser);
        new GroupRoutes(messaging, tokens).addTo(routes);
        new MessageRoutes(messaging, tokens).addTo(routes);
    }

    /** Adds a route for GET and HEAD. */
    static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    static void answer(Context ctx, byte[] json) throws IOException {
        Output.write(ctx.res(), JsonResponses.CONTENT_TYPE, json);
    }

    private void showCaller(Context ctx, VerifiedToken token) throws IOException {
        answer(ctx, JsonResponses.user(messaging.as(token.subject()).me()));
    }

    /** The path is {@code /api/users/@handle/short}; the {@code @} may be percent-encoded. */
    private void showUser(Context ctx) throws IOException {
        String segment = ctx.pathParam("handle");
        if (!segment.startsWith("@")) {
            throw new HttpFaultException(HttpFault.NOT_FOUND);
        }
        answer(ctx, JsonResponses.user(messaging.user(segment.substring(1))));
    }
}
