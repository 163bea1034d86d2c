package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.http.Context;
import java.util.UUID;

/** Opens a stream of events. */
final class EventRoute implements Authenticated.Route {
    static final String PATH = "/api/events";
    private static final String CONTENT_TYPE = "text/event-stream";

    private final Messaging messaging;
    private final EventStreams streams;

    EventRoute(Messaging messaging, EventStreams streams) {
        this.messaging = messaging;
        this.streams = streams;
    }

    @Override
    public void handle(Context ctx, VerifiedToken token) {
        if (!AcceptHeader.takes(ctx.req(), CONTENT_TYPE)) {
            throw new HttpFaultException(HttpFault.NOT_ACCEPTABLE);
        }
        Caller caller = messaging.as(token.subject());
        UUID user = caller.me().uuid();
        ctx.res().setContentType(CONTENT_TYPE);
        // nginx would hold events back in its buffer.
        ctx.res().setHeader("X-Accel-Buffering", "no");
        if (ctx.req().getMethod().equals("GET")) {
            StreamHandover.give(ctx.req(), open(caller, user, token));
        }
    }

    private EventStream open(Caller caller, UUID user, VerifiedToken token) {
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
