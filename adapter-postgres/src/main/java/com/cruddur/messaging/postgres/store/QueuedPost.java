package com.cruddur.messaging.postgres.store;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.port.StorageException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A post that its caller waits for, and what its caller is to do next. {@link PostQueue} changes it under its lock. */
final class QueuedPost {
    /** The next step of a post's caller. */
    enum Turn {
        /** Waits. */
        WAIT,
        /** Commits a batch, in which this post may be. */
        LEAD,
        /** Commits this post by itself. */
        SINGLE,
        /** Returns what became of the post. */
        END
    }

    private final Post post;
    private final Deadline deadline;
    private final Thread caller = Thread.currentThread();
    private volatile Turn turn = Turn.WAIT;
    private boolean sent;
    private boolean abandoned;
    private @Nullable Outcome outcome;
    private @Nullable StorageException failure;

    QueuedPost(Post post, Deadline deadline) {
        this.post = post;
        this.deadline = deadline;
    }

    Post post() {
        return post;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether an attempt may have stored the message. */
    boolean sent() {
        return sent;
    }

    void setSent(boolean maybe) {
        sent = maybe;
    }

    /** Whether the caller has left. */
    boolean isAbandoned() {
        return abandoned;
    }

    void abandon() {
        abandoned = true;
    }

    Turn turn() {
        return turn;
    }

    void give(Turn next) {
        turn = next;
        LockSupport.unpark(caller);
    }

    void end(Outcome result) {
        outcome = result;
        give(Turn.END);
    }

    void end(StorageException reason) {
        failure = reason;
        give(Turn.END);
    }

    /** The outcome, once the post is at its end. */
    Outcome result() {
        if (failure != null) {
            throw new StorageException(String.valueOf(failure.getMessage()), failure);
        }
        return requireNonNull(outcome);
    }

    /**
     * Waits for a turn, also while the thread is interrupted: what becomes of a post that is under way is better known than not.
     *
     * @return {@link Turn#WAIT} when the deadline is over
     */
    Turn await() {
        boolean interrupted = false;
        while (turn == Turn.WAIT && !deadline.isOver()) {
            LockSupport.parkNanos(this, deadline.nanosLeft());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return turn;
    }
}
