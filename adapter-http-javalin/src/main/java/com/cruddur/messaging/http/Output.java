package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a body so that nobody waits for the client to take it. */
final class Output {
    private Output() {}

    /**
     * The response keeps a body that is smaller than its buffer until the handler has returned, and then sends it, with its
     * length, as the client takes it. A write through to the client would hold a thread for as long as the client likes.
     */
    static void write(HttpServletResponse response, String contentType, byte[] body) throws IOException {
        response.setContentType(contentType);
        response.setBufferSize(body.length + 1);
        response.getOutputStream().write(body);
    }
}
