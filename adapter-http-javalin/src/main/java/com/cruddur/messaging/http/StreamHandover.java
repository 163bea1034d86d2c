package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets a route hand its response to an {@link EventStream}. The servlet ends with the route, and the stream writes to the response by itself: so it
 * needs neither a listener nor a buffer of the servlet.
 */
final class StreamHandover extends Handler.Wrapper {
    private final String path;

    /** @param path the only path whose route hands over */
    StreamHandover(String path) {
        this.path = path;
    }

    /** The stream takes the response over when the route has returned. The route writes nothing itself. */
    static void give(HttpServletRequest request, EventStream stream) {
        Request.as(ServletContextRequest.getServletContextRequest(request), Handed.class).stream = stream;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals(path)) {
            return super.handle(request, response, callback);
        }
        Handed handed = new Handed(request);
        return super.handle(handed, new Taken(handed, response), new Ended(handed, response, callback));
    }

    private static final class Handed extends Request.Wrapper {
        private @Nullable EventStream stream;

        Handed(Request request) {
            super(request);
        }
    }

    /** Leaves the response open where a stream takes it over. */
    private static final class Taken extends Response.Wrapper {
        private final Handed handed;

        Taken(Handed handed, Response response) {
            super(handed, response);
            this.handed = handed;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (handed.stream == null) {
                super.write(last, content, callback);
            } else {
                callback.succeeded();
            }
        }
    }

    /** The servlet has ended. */
    private static final class Ended extends Callback.Nested {
        private final Handed handed;
        private final Response response;

        Ended(Handed handed, Response response, Callback callback) {
            super(callback);
            this.handed = handed;
            this.response = response;
        }

        @Override
        public void succeeded() {
            if (handed.stream == null) {
                super.succeeded();
            } else {
                handed.stream.open(response, getCallback());
            }
        }

        @Override
        public void failed(Throwable failure) {
            if (handed.stream != null) {
                handed.stream.close();
            }
            super.failed(failure);
        }
    }
}
