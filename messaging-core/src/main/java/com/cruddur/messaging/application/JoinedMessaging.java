package com.cruddur.messaging.application;

import com.cruddur.messaging.port.MessageStore;
import org.jspecify.annotations.Nullable;

/** Messaging inside one transaction of the caller: see {@link Messaging#joined}. For one thread at a time. */
public final class JoinedMessaging {
    private final DeferredAnnouncer announcer;
    private final UseCases useCases;

    JoinedMessaging(UseCases outside, MessageStore transaction, Announcer announcer) {
        this.announcer = new DeferredAnnouncer(announcer);
        this.useCases = outside.on(transaction, this.announcer);
    }

    /** The operations of one caller, as {@link Messaging#as} gives them, inside the transaction. */
    public Caller as(@Nullable String subject) {
        return new Caller(subject, useCases);
    }

    /**
     * Tells subscribers and the listener of the posts and marks of this transaction. Call it after the commit. Without this call they are
     * not told; then users see the messages when they read their lists the next time. Calling it again does nothing.
     */
    public void committed() {
        announcer.committed();
    }
}
