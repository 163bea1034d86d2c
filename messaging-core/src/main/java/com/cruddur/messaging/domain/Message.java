package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that is stored.
 *
 * @param uuid which message it is
 * @param group the uuid of the group it was posted to
 * @param sender who sent it, under the names of that moment
 * @param text what was said, byte for byte
 * @param createdAt when, to the microsecond; it strictly increases within a group and orders it
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
