package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The messages of a table. Each post has one deadline for all its calls, and is followed up. */
final class PostedMessages implements Messages {
    private final DynamoDbMessageGroups groups;
    private final DynamoDbMessages messages;
    private final Consumer<UUID> afterPost;
    private final Clock clock;
    private final Duration patience;

    PostedMessages(
            DynamoDbMessageGroups groups,
            DynamoDbMessages messages,
            Consumer<UUID> afterPost,
            Clock clock,
            Duration patience) {
        this.groups = groups;
        this.messages = messages;
        this.afterPost = afterPost;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit) {
        Optional<String> from = DynamoDbInbox.position(position);
        return groups.find(group).filter(it -> it.includes(reader)).map(it -> messages.newestFirst(group, from, limit));
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return groups.find(group)
                .filter(it -> it.includes(reader))
                .map(it -> messages.oldestFirst(group, after, limit));
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        Deadline deadline = Deadline.after(patience, clock);
        DynamoDbMessages bounded = messages.within(deadline);
        Optional<MessageGroup> known = groups.within(deadline)
                .find(group)
                .filter(it -> it.includes(message.sender().uuid()));
        return known.isPresent()
                ? followedUp(group, message, () -> bounded.append(known.get(), message))
                : posted(message, answered(bounded, message, Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        Deadline deadline = Deadline.after(patience, clock);
        DynamoDbMessages bounded = messages.within(deadline);
        DynamoDbMessageGroups pairs = groups.within(deadline);
        UUID sender = message.sender().uuid();
        if (receiver.uuid().equals(sender)) {
            return posted(message, answered(bounded, message, Reason.MESSAGE_TO_SELF));
        }
        Optional<MessageGroup> there = pairs.between(sender, receiver.uuid());
        if (there.isEmpty()) {
            MessageGroup fresh = MessageGroup.of(newGroup, sender, receiver.uuid());
            Optional<Message> first = pairs.open(fresh, receiver, message);
            if (first.isPresent()) {
                return posted(message, first.get());
            }
            there = pairs.between(sender, receiver.uuid());
        }
        MessageGroup group = there.orElseThrow();
        return followedUp(group.uuid(), message, () -> bounded.append(group, message));
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return messages.within(Deadline.after(patience, clock)).answered(message);
    }

    /** A post that ended in an exception of the store may have been written all the same. */
    private Posted followedUp(UUID group, NewMessage message, Supplier<Message> write) {
        try {
            Message stored = write.get();
            afterPost.accept(stored.group());
            return posted(message, stored);
        } catch (StorageException e) {
            afterPost.accept(group);
            throw e;
        }
    }

    private static Message answered(DynamoDbMessages messages, NewMessage message, Reason otherwise) {
        return messages.answered(message).orElseThrow(() -> new MessagingException(otherwise));
    }

    private static Posted posted(NewMessage message, Message stored) {
        return new Posted(stored, !stored.uuid().equals(message.uuid()));
    }
}
