package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One group of a member, and how far the other member has read.
 *
 * @param row the group as it stands in this member's inbox once that has caught up
 * @param otherReadUpTo the time of the newest message that the other member has marked as read; null when there is none, and when
 *     read receipts are off
 */
public record GroupStatus(InboxEntry row, @Nullable Instant otherReadUpTo) {
    public GroupStatus {
        requireNonNull(row, "row");
    }

    /** The same without the other member's horizon. */
    public GroupStatus withoutReceipt() {
        return new GroupStatus(row, null);
    }
}
