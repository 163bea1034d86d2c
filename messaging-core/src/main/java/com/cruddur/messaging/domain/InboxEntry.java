package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A message group as one of its members sees it in the inbox.
 *
 * @param group the group's uuid
 * @param other the other member, with the names of their last post, or of a later {@linkplain
 *     com.cruddur.messaging.port.Inbox#rename rename}
 * @param preview the whole text of the message that the row shows
 * @param lastMessageAt the time of that message
 */
public record InboxEntry(UUID group, User other, String preview, Instant lastMessageAt) {
    public InboxEntry {
        requireNonNull(group, "group");
        requireNonNull(other, "other");
        requireNonNull(preview, "preview");
        requireNonNull(lastMessageAt, "lastMessageAt");
    }
}
