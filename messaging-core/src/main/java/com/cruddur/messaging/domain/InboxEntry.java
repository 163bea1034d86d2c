package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A message group as one of its members sees it in the inbox.
 *
 * @param group the group's uuid
 * @param other the other member
 * @param preview the text of the group's last message
 * @param lastMessageAt when that message was created
 */
public record InboxEntry(UUID group, User other, String preview, Instant lastMessageAt) {
    public InboxEntry {
        requireNonNull(group, "group");
        requireNonNull(other, "other");
        requireNonNull(preview, "preview");
        requireNonNull(lastMessageAt, "lastMessageAt");
    }
}
