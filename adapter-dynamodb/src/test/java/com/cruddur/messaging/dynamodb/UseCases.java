package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The use cases on a table, as one instance runs them, but it follows up its posts only when it is told to. */
final class UseCases {
    private final Messaging messaging;
    private final Inboxes inboxes;

    UseCases(Users users, DynamoDbMessageGroups groups, DynamoDbMessages messages, Clock clock, Supplier<UUID> uuids) {
        this(users, groups, messages, clock, uuids, LocalDynamoDb.PATIENCE);
    }

    /** @param patience how long a post may take, by {@code clock} */
    UseCases(
            Users users,
            DynamoDbMessageGroups groups,
            DynamoDbMessages messages,
            Clock clock,
            Supplier<UUID> uuids,
            Duration patience) {
        this.inboxes = new Inboxes(groups.inboxRows());
        MessageStore store = new Parts(
                new PostedMessages(groups, messages, group -> {}, clock, patience),
                new DynamoDbInbox(groups, inboxes, groups.marks(), (group, action) -> {}, clock, patience));
        this.messaging = Messaging.builder(users, store)
                .cursorKey(new byte[16])
                .clock(clock)
                .uuids(uuids)
                .build();
    }

    private record Parts(Messages messages, Inbox inbox) implements MessageStore {
        /** Nobody subscribes to events here, so the members of a group are not looked up for them. */
        @Override
        public MessageGroups groups() {
            return new MessageGroups() {
                @Override
                public Optional<MessageGroup> find(UUID group) {
                    return Optional.empty();
                }

                @Override
                public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
                    return Optional.empty();
                }
            };
        }

        @Override
        public void close() {}
    }

    Message post(String subject, UUID group, MessageText text, Optional<IdempotencyKey> key) {
        return messaging.as(subject).post(group, text, key.orElse(null)).message();
    }

    Message postFirst(String subject, String handle, MessageText text, Optional<IdempotencyKey> key) {
        return messaging.as(subject).postTo(handle, text, key.orElse(null)).message();
    }

    Page<Message> listMessages(String subject, UUID group, PageRequest request) {
        return messaging.as(subject).messages(group, request);
    }

    Page<InboxEntry> listMessageGroups(String subject, PageRequest request) {
        return messaging.as(subject).messageGroups(request);
    }

    GroupStatus messageGroup(String subject, UUID group) {
        return messaging.as(subject).messageGroup(group);
    }

    void markRead(String subject, UUID group, Instant upTo) {
        messaging.as(subject).markRead(group, upTo);
    }

    /** Whether this call moved the rows. */
    boolean refreshInboxes(UUID group) {
        return inboxes.refresh(group);
    }
}
