package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that is stored.
 *
 * @param uuid identifies the message
 * @param group the uuid of the group it was posted to
 * @param sender the sender, with the names of the moment of sending
 * @param text the text, exactly as it was sent
 * @param createdAt the time of the message in whole microseconds; it strictly increases within a group and orders it
 */
public record Message(UUID uuid, UUID group, User sender, String text, Instant createdAt) {
    public Message {
        requireNonNull(uuid, "uuid");
        requireNonNull(group, "group");
        requireNonNull(sender, "sender");
        requireNonNull(text, "text");
        requireNonNull(createdAt, "createdAt");
    }
}
