package com.cruddur.messaging.postgres.store;

import java.time.Duration;

/** When a post has to have come to an end. */
record Deadline(long endNanos) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    long nanosLeft() {
        return endNanos - System.nanoTime();
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** At least 1, because 0 means no limit to PostgreSQL and to sockets. */
    int millisLeft() {
        return (int) Math.max(1, nanosLeft() / 1_000_000);
    }
}
