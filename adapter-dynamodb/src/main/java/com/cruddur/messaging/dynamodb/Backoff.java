package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to try again: until the time is over, with growing pauses of random length, so that rivals part. */
final class Backoff {
    private static final long FIRST_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(320).toNanos();

    private final long deadline;
    private long bound = FIRST_NANOS;

    Backoff(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /** @throws StorageException when the time is over */
    void check(String what, RuntimeException last) {
        if (System.nanoTime() - deadline > 0) {
            throw new StorageException(what + ": the table was too busy for too long", last);
        }
    }

    /** Waits, unless the time is over. An interrupt ends the wait and all attempts. */
    void pause(String what, RuntimeException last) {
        check(what, last);
        long nanos = ThreadLocalRandom.current().nextLong(bound);
        bound = Math.min(2 * bound, LONGEST_NANOS);
        elapse(what, Duration.ofNanos(nanos));
    }

    /** Lets some time pass, for others to do what they are about to. As {@link #pause} when it is interrupted. */
    static void elapse(String what, Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(what + ": interrupted", e);
        }
    }
}
