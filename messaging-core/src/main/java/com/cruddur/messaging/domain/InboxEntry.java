package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message group as one of its members sees it in the inbox.
 *
 * @param group the group's uuid
 * @param other the other member, with the names of their last post, or of a later {@linkplain
 *     com.cruddur.messaging.port.Inbox#rename rename}
 * @param preview the whole text of the message that the row shows
 * @param lastMessageAt the time of that message
 * @param sender the uuid of the member who sent that message; null in a row that a version without this field has written
 * @param unread how many messages the other member had sent after {@code readUpTo}, as of the message that the row shows. Without
 *     {@code readUpTo}, all messages count that the other member has sent since the store keeps counts
 * @param readUpTo the time of the newest message that this member has {@linkplain com.cruddur.messaging.port.Inbox#markRead marked}
 *     as read; null when there is none
 */
public record InboxEntry(
        UUID group,
        User other,
        String preview,
        Instant lastMessageAt,
        @Nullable UUID sender,
        long unread,
        @Nullable Instant readUpTo) {
    /** @throws IllegalArgumentException when {@code unread} is negative */
    public InboxEntry {
        requireNonNull(group, "group");
        requireNonNull(other, "other");
        requireNonNull(preview, "preview");
        requireNonNull(lastMessageAt, "lastMessageAt");
        if (unread < 0) {
            throw new IllegalArgumentException("unread is not negative");
        }
    }
}
