package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A time, and its text as an item has it. Conditions compare texts, and one time has several: {@code 10:15:30+00:00} and {@code
 * 10:15:30.000000+00:00}.
 */
public record StoredTime(String text, Instant instant) {
    public StoredTime {
        requireNonNull(text, "text");
        requireNonNull(instant, "instant");
    }
}
