package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that is about to be stored.
 *
 * @param uuid the message's uuid, used for this draft alone
 * @param sender who sends it, under the names of this moment
 * @param text what is said
 * @param now the time on this instance's clock, in whole microseconds
 * @param idempotency how a retry is recognised, where the sender gave a key
 */
public record Draft(UUID uuid, User sender, MessageText text, Instant now, Optional<Idempotency> idempotency) {
    public Draft {
        requireNonNull(uuid, "uuid");
        requireNonNull(sender, "sender");
        requireNonNull(text, "text");
        requireNonNull(idempotency, "idempotency");
        if (now.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("now is in whole microseconds");
        }
    }

    /** The message that this draft becomes once the store has given it its place. */
    public Message storedIn(UUID group, Instant createdAt) {
        return new Message(uuid, group, sender, text.value(), createdAt);
    }
}
