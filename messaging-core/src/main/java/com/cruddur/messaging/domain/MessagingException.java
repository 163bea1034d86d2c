package com.cruddur.messaging.domain;

/** A request that is refused, for a {@link Reason} that its sender can do something about. Nothing was stored. */
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
