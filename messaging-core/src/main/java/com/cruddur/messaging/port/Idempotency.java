package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.IdempotencyKey;
import java.time.Duration;

/**
 * How a store recognises a retry.
 *
 * @param key what the sender calls the attempt
 * @param fingerprint equal for equal requests and for no others
 */
public record Idempotency(IdempotencyKey key, String fingerprint) {
    /**
     * For how long after {@link Draft#now()} an answer is kept; then the key is free again. Twice the promised 24
     * hours, so that clocks may differ.
     */
    public static final Duration KEPT = Duration.ofHours(48);

    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
