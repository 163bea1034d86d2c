package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.Deadline;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.AwsRequest;

/** How long to try again: until the time is over, with growing pauses of random length, so that rivals part. */
final class Backoff {
    private static final long FIRST_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(320).toNanos();

    private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

    private final long end;
    private final Optional<Deadline> deadline;
    private long bound = FIRST_NANOS;

    Backoff(Duration patience) {
        this(patience, Optional.empty());
    }

    /** @param deadline of a caller; where it is sooner, it counts, and no call lasts longer */
    Backoff(Duration patience, Optional<Deadline> deadline) {
        this.end = System.nanoTime() + patience.toNanos();
        this.deadline = deadline;
    }

    /** Zero once the time is over. */
    Duration left() {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return deadline.map(Deadline::left).filter(it -> it.compareTo(left) < 0).orElse(left);
    }

    /** @throws StorageException when the time is over */
    void check(String what, RuntimeException last) {
        if (left().isZero()) {
            throw new StorageException(what + ": the table was too busy for too long", last);
        }
    }

    /** Bounds a call that a caller waits for. The time is not over. */
    void limit(AwsRequest.Builder request) {
        deadline.map(Deadline::left)
                .map(left -> left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left)
                .ifPresent(left -> request.overrideConfiguration(call -> call.apiCallTimeout(left)));
    }

    /** Waits, unless the time is over. An interrupt ends the wait and all attempts. */
    void pause(String what, RuntimeException last) {
        check(what, last);
        long nanos = ThreadLocalRandom.current().nextLong(bound);
        bound = Math.min(2 * bound, LONGEST_NANOS);
        elapse(what, Duration.ofNanos(Math.min(nanos, left().toNanos())));
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
