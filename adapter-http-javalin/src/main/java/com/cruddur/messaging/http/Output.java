package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a response body without blocking a thread on a slow client. */
final class Output {
    private Output() {}

    /**
     * Makes the response buffer larger than the body. Then Jetty keeps the body until the handler has returned, and sends it
     * asynchronously, with its length. A direct write would hold a thread for as long as the client takes to read.
     */
    static void write(HttpServletResponse response, String contentType, byte[] body) throws IOException {
        response.setContentType(contentType);
        response.setBufferSize(body.length + 1);
        response.getOutputStream().write(body);
    }
}
