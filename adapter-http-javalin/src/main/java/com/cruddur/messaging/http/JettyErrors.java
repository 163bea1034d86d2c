package com.cruddur.messaging.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with a problem each request that Jetty refuses by itself, such as one with a malformed request line. */
final class JettyErrors extends ErrorHandler {
    private static final HttpField CONTENT_TYPE =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    private static final HttpField RETRY_AFTER = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, Problem.RETRY_AFTER);

    private final ResponseHeaders responseHeaders;

    JettyErrors(ResponseHeaders responseHeaders) {
        this.responseHeaders = responseHeaders;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = Problem.of(HttpFault.ofStatus(status(request, response)));
        response.setStatus(problem.status());
        responseHeaders.addTo(request, response);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(CONTENT_TYPE);
        if (problem.status() == HttpFault.UNAVAILABLE.status()) {
            headers.put(RETRY_AFTER);
        }
        headers.put(HttpHeader.CONTENT_LENGTH, problem.json().length);
        response.write(true, ByteBuffer.wrap(problem.json()), callback);
        return true;
    }

    private static int status(Request request, Response response) {
        return request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
    }
}
