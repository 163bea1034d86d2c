package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.port.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The inboxes of a table.
 *
 * @param afterFollowUp runs an action once the rows of a group have moved
 * @param clock measures how long a mark takes
 * @param patience how long a mark may take
 */
record DynamoDbInbox(
        DynamoDbMessageGroups groups,
        Inboxes inboxes,
        ReadMarks marks,
        BiConsumer<UUID, Runnable> afterFollowUp,
        Clock clock,
        Duration patience)
        implements Inbox {
    @Override
    public Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit) {
        return groups.inboxRows().inbox(user, position(position), limit);
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return groups.status(group, user);
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        return marks.within(Deadline.after(patience, clock)).mark(group, reader, upTo);
    }

    @Override
    public void whenCaughtUp(UUID group, Runnable action) {
        afterFollowUp.accept(group, action);
    }

    @Override
    public void catchUp(UUID group) {
        inboxes.refresh(group);
    }

    @Override
    public int rename(User user) {
        return inboxes.rename(user);
    }

    /** A position is a sort key, and DynamoDB takes no empty one. */
    static Optional<String> position(@Nullable String position) {
        if (position != null && position.isEmpty()) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return Optional.ofNullable(position);
    }
}
