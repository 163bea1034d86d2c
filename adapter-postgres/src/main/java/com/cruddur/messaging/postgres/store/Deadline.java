package com.cruddur.messaging.postgres.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When an operation has to have come to an end. */
record Deadline(long endNanos) {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    long nanosLeft() {
        return endNanos - System.nanoTime();
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Waits a random time before the next attempt, a longer one after each. */
    void pauseAfter(int attempt) {
        long pause = ThreadLocalRandom.current().nextLong(PAUSE_NANOS * attempt);
        LockSupport.parkNanos(Math.min(pause, nanosLeft()));
    }

    /** At least 1, because 0 means no limit to PostgreSQL and to sockets. */
    int millisLeft() {
        return (int) Math.max(1, nanosLeft() / 1_000_000);
    }
}
