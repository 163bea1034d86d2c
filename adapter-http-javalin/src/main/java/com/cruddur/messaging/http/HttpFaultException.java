package com.cruddur.messaging.http;

/** Thrown to answer a request with an {@link HttpFault}. */
final class HttpFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpFault fault;

    HttpFaultException(HttpFault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    HttpFault fault() {
        return fault;
    }
}
