package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.IdempotencyKey;
import java.time.Duration;

/**
 * How a store recognises a retry.
 *
 * @param key the sender's key for the request
 * @param fingerprint a hash that is equal for equal requests only; it differs where the target or the text differs
 */
public record Idempotency(IdempotencyKey key, String fingerprint) {
    /**
     * How long an answer is kept. The time begins at {@link NewMessage#now()} of the message that was stored. A later request is a
     * retry as long as its own {@code now} is before the end of that time, also where it is before its beginning. After the end, the
     * key is free. The store's own clock does not matter. 48 hours are twice what users are promised, because the clocks of
     * instances may differ.
     */
    public static final Duration KEPT = Duration.ofHours(48);

    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
