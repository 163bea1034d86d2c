package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.IdempotencyKey;
import java.time.Duration;

/**
 * How a store recognises a retry.
 *
 * @param key the sender's name for the request
 * @param fingerprint equal for equal requests, and for no others
 */
public record Idempotency(IdempotencyKey key, String fingerprint) {
    /**
     * How long an answer is kept. The time runs from {@link NewMessage#now()} of the message that was stored, and it is over for a
     * message whose own {@code now} is later than that: the store's clock has no say. It is twice the promised 24 hours, because the
     * clocks of instances may differ.
     */
    public static final Duration KEPT = Duration.ofHours(48);

    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
