package com.cruddur.messaging.dynamodb.table;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when somebody waits for an answer. Thread-safe, as its clock is.
 *
 * @param clock of this instance
 * @param end the answer comes by then, or the call fails
 */
public record Deadline(Clock clock, Instant end) {
    public Deadline {
        requireNonNull(clock, "clock");
        requireNonNull(end, "end");
    }

    public static Deadline after(Duration patience, Clock clock) {
        return new Deadline(clock, clock.instant().plus(patience));
    }

    /** How long that is from now; zero once it is over. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
