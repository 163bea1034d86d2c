package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.Inbox;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The inboxes of a table. */
record DynamoDbInbox(GroupRows rows, Inboxes inboxes) implements Inbox {
    @Override
    public Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit) {
        return rows.inbox(user, position(position), limit);
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
