package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;

/** How long to try again: until the time is over, with growing pauses of random length, so that rivals part. */
public final class Backoff {
    private static final long FIRST_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(320).toNanos();
    /** Of what is left, for rivals. */
    private static final int LONGEST_PART = 8;

    private static final Duration SHORTEST_CALL = Duration.ofMillis(1);

    private final long end;
    private final Optional<Deadline> deadline;
    private long bound = FIRST_NANOS;

    public Backoff(Duration patience) {
        this(patience, Optional.empty());
    }

    /** @param deadline of a caller; where it is sooner, it counts, and no call lasts longer */
    public Backoff(Duration patience, Optional<Deadline> deadline) {
        this.end = System.nanoTime() + patience.toNanos();
        this.deadline = deadline;
    }

    /** Zero once the time is over. */
    public Duration left() {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return deadline.map(Deadline::left).filter(it -> it.compareTo(left) < 0).orElse(left);
    }

    /** @throws StorageException when there is no time left to try again */
    public void check(String what, @Nullable RuntimeException last) {
        if (left().isZero()) {
            throw new StorageException(what + ": the table was too busy for too long", last);
        }
    }

    /** @throws StorageException when nobody waits any longer for a call that is about to be made */
    public void checkCaller(String what) {
        if (deadline.map(Deadline::left).filter(Duration::isZero).isPresent()) {
            throw new StorageException(what + ": DynamoDB took too long", null);
        }
    }

    /** Bounds a call that a caller waits for. */
    public void limit(AwsRequest.Builder request) {
        deadline.map(Deadline::left)
                .map(left -> left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left)
                .ifPresent(left -> request.overrideConfiguration(call -> call.apiCallTimeout(left)));
    }

    /** Waits, unless the time is over. An interrupt ends the wait and all attempts. */
    public void pause(String what, @Nullable RuntimeException last) {
        pause(what, last, LONGEST_NANOS);
    }

    /**
     * As {@link #pause}, for rivals who need some milliseconds each. The pauses become short again as the time runs out, or else those
     * who wait the longest come too seldom to meet a gap between the others.
     */
    public void pauseForRivals(String what, @Nullable RuntimeException last) {
        pause(what, last, Math.max(FIRST_NANOS, Math.min(LONGEST_NANOS, left().toNanos() / LONGEST_PART)));
    }

    private void pause(String what, @Nullable RuntimeException last, long longest) {
        check(what, last);
        long nanos = ThreadLocalRandom.current().nextLong(Math.min(bound, longest));
        bound = Math.min(2 * bound, LONGEST_NANOS);
        elapse(what, Duration.ofNanos(Math.min(nanos, left().toNanos())));
    }

    /** Lets some time pass, for others to do what they are about to. As {@link #pause} when it is interrupted. */
    public static void elapse(String what, Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(what + ": interrupted", e);
        }
    }
}
