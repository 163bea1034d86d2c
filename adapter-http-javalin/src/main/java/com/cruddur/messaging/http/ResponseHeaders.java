package com.cruddur.messaging.http;

import java.util.Set;
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

/**
 * Adds the headers that every response has, errors included: caches do not store it, browsers do not guess its type, and only pages
 * of the listed origins may read it. Answers the preflight requests of the Fetch standard.
 */
final class ResponseHeaders extends Handler.Wrapper {
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_SNIFF = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Origin");
    private static final HttpField EXPOSED =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, "Link, Retry-After");
    private static final HttpField METHODS =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, DELETE");
    private static final HttpField HEADERS = new PreEncodedHttpField(
            HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Idempotency-Key");
    private static final HttpField MAX_AGE = new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_MAX_AGE, "7200");

    private final Set<String> origins;

    ResponseHeaders(Set<String> origins, Handler next) {
        super(next);
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean allowed = addTo(request, response);
        if (!isPreflight(request)) {
            return super.handle(request, response, callback);
        }
        if (allowed) {
            HttpFields.Mutable headers = response.getHeaders();
            headers.put(METHODS);
            headers.put(HEADERS);
            headers.put(MAX_AGE);
        }
        response.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
        return true;
    }

    /** Adds the headers. Returns true if the request comes from a page of an allowed origin. */
    boolean addTo(Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(NO_STORE);
        headers.put(NO_SNIFF);
        if (origins.isEmpty()) {
            return false;
        }
        headers.put(VARY);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean allowed = origin != null && origins.contains(origin);
        if (allowed) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.put(EXPOSED);
        }
        return allowed;
    }

    private static boolean isPreflight(Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ORIGIN)
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
