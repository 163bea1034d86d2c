package com.cruddur.messaging.http;

/** A request that is answered with a {@link HttpFault}. */
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
