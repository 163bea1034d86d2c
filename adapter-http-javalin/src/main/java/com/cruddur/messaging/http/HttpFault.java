package com.cruddur.messaging.http;

/** Errors that the HTTP layer finds by itself, outside the domain, each with its status and code. */
enum HttpFault {
    REQUEST_MALFORMED(400, "request_malformed", "The request is not valid HTTP."),
    BODY_MALFORMED(400, "body_malformed", "The body must be one JSON object in UTF-8, with fields of the right types."),
    WITH_INVALID(400, "with_invalid", "Give one handle that is not blank, and neither a limit nor a cursor with it."),
    HOST_NOT_ALLOWED(
            403,
            "host_not_allowed",
            "This route answers only requests to a loopback name or address, or to the host of a configured URL."),
    ORIGIN_NOT_ALLOWED(
            403, "origin_not_allowed", "This route answers only pages of this service and of the configured URLs."),
    NOT_FOUND(404, "not_found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This path does not support the method."),
    NOT_ACCEPTABLE(406, "not_acceptable", "This path answers text/event-stream, which the request's Accept excludes."),
    REQUEST_TIMEOUT(408, "request_timeout", "The request did not arrive in time."),
    BODY_TOO_LARGE(413, "body_too_large", "The body is larger than 16,384 bytes."),
    URI_TOO_LONG(414, "uri_too_long", "The request's URI is too long."),
    CONTENT_TYPE_UNSUPPORTED(415, "content_type_unsupported", "The Content-Type must be application/json, in UTF-8."),
    EXPECTATION_FAILED(417, "expectation_failed", "The only expectation that the server supports is 100-continue."),
    MESSAGE_TARGET_AMBIGUOUS(
            422, "message_target_ambiguous", "Send a message to a message group or to a handle, not to both."),
    TOO_MANY_STREAMS(429, "too_many_streams", "The user has 10 open streams here. Close one, or retry later."),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The request's header fields are too large."),
    INTERNAL_ERROR(500, "internal_error", "The server failed to answer the request."),
    UNAVAILABLE(
            503,
            "unavailable",
            "The service cannot answer now. If the request sent a message, it may or may not be stored.");

    private final int status;
    private final String code;
    private final String detail;

    HttpFault(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    /**
     * The fault for a status that Jetty chose. Something that Jetty does not support, such as a version of HTTP, is a malformed
     * request, not a server error.
     */
    static HttpFault ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> CONTENT_TYPE_UNSUPPORTED;
            case 417 -> EXPECTATION_FAILED;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            case 501, 505 -> REQUEST_MALFORMED;
            default -> status < 500 ? REQUEST_MALFORMED : INTERNAL_ERROR;
        };
    }
}
