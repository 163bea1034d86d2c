package com.cruddur.messaging.domain;

/** A request was refused, and nothing was stored. The {@link Reason} says why; its {@link Reason#kind() kind} maps to a status. */
public final class MessagingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public MessagingException(Reason reason) {
        super(reason.detail());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
