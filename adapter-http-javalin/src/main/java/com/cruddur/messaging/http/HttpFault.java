package com.cruddur.messaging.http;

/** What is wrong with a request, or here, before the domain has a say: the codes that are HTTP's own. */
enum HttpFault {
    REQUEST_MALFORMED(400, "request_malformed", "The request is not valid HTTP."),
    BODY_MALFORMED(
            400, "body_malformed", "The body is not one JSON object in UTF-8 whose fields are of the right types."),
    HOST_NOT_ALLOWED(
            403,
            "host_not_allowed",
            "This is for requests to a loopback name or address, or to the host of a configured URL."),
    ORIGIN_NOT_ALLOWED(403, "origin_not_allowed", "This is for pages of this service and of a configured URL."),
    NOT_FOUND(404, "not_found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This path does not take that method."),
    REQUEST_TIMEOUT(408, "request_timeout", "The request did not arrive in time."),
    BODY_TOO_LARGE(413, "body_too_large", "A body has at most 16,384 bytes."),
    URI_TOO_LONG(414, "uri_too_long", "The request's URI is too long."),
    CONTENT_TYPE_UNSUPPORTED(415, "content_type_unsupported", "A body is application/json in UTF-8, and says so."),
    EXPECTATION_FAILED(417, "expectation_failed", "The one expectation that can be met is 100-continue."),
    MESSAGE_TARGET_AMBIGUOUS(
            422, "message_target_ambiguous", "A message goes to a message group or to a handle, not to both."),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The request's header fields are too large."),
    INTERNAL_ERROR(500, "internal_error", "Something went wrong here."),
    UNAVAILABLE(503, "unavailable", "This cannot be answered at present. Whether a message was stored is unknown.");

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
     * The fault of a status that the server chose by itself. What it does not know, such as a version of HTTP, is the client's
     * mistake, not an error of ours.
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
