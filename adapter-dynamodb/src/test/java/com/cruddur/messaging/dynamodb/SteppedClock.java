package com.cruddur.messaging.dynamodb;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until it is moved. By itself it starts in a year whose idempotency records do not expire during a test. */
final class SteppedClock extends Clock {
    private Instant now;

    SteppedClock() {
        this(Instant.parse("2040-01-01T00:00:00Z"));
    }

    SteppedClock(Instant start) {
        now = start;
    }

    void move(int micros) {
        now = now.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the core asks for instants alone");
    }
}
