package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A sender's idempotency key with its first answer, as it is moved from one store to another.
 *
 * @param sender the uuid of the sender
 * @param idempotency the key and the request's fingerprint
 * @param usedAt the beginning of the time for which the answer is kept; a store may keep it up to a second longer
 * @param group the group of the message that was the answer
 * @param messageAt the time of that message
 */
public record UsedKey(UUID sender, Idempotency idempotency, Instant usedAt, UUID group, Instant messageAt) {
    public UsedKey {
        requireNonNull(sender, "sender");
        requireNonNull(idempotency, "idempotency");
        requireNonNull(usedAt, "usedAt");
        requireNonNull(group, "group");
        requireNonNull(messageAt, "messageAt");
    }
}
