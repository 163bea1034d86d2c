package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is about to be stored.
 *
 * @param uuid the uuid of the message; no other message has it
 * @param sender the sender, with the current names
 * @param text the text
 * @param now the time on this instance's clock, in whole microseconds
 * @param idempotency the sender's key and the request's fingerprint; null when the sender gave no key
 */
public record NewMessage(
        UUID uuid,
        User sender,
        MessageText text,
        Instant now,
        @Nullable Idempotency idempotency) {
    /** @throws IllegalArgumentException when {@code now} is not in whole microseconds */
    public NewMessage {
        requireNonNull(uuid, "uuid");
        requireNonNull(sender, "sender");
        requireNonNull(text, "text");
        if (now.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("now is in whole microseconds");
        }
    }

    /** A message without an idempotency key: a retry stores another message. */
    public NewMessage(UUID uuid, User sender, MessageText text, Instant now) {
        this(uuid, sender, text, now, null);
    }

    /** The message that a store keeps and answers, once it has chosen the time. */
    public Message storedIn(UUID group, Instant createdAt) {
        return new Message(uuid, group, sender, text.value(), createdAt);
    }
}
