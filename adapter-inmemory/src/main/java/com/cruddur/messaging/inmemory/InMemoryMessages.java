package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Locks are taken in this order: an idempotency key, opening, the inboxes. */
final class InMemoryMessages implements Messages {
    private final InMemoryGroups groups;
    private final InMemoryInbox inbox;
    private final Positions positions;
    private final Consumer<UUID> afterPost;
    private final UsedKeys keys = new UsedKeys();
    private final Object opening = new Object();

    InMemoryMessages(InMemoryGroups groups, InMemoryInbox inbox, Positions positions, Consumer<UUID> afterPost) {
        this.groups = groups;
        this.inbox = inbox;
        this.positions = positions;
        this.afterPost = afterPost;
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit) {
        return groups.ofMember(group, reader)
                .map(it -> positions.mark(it.newestFirst(positions.unmark(position), limit)));
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return groups.ofMember(group, reader).map(it -> it.oldestFirst(after, limit));
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        return post(
                message,
                () -> groups.ofMember(group, message.sender().uuid())
                        .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND))
                        .append(message));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return post(message, () -> {
            MessageGroup pair = MessageGroup.of(newGroup, message.sender().uuid(), receiver.uuid());
            return groups.between(pair)
                    .map(it -> it.append(message))
                    .orElseGet(() -> openOrAppend(pair, receiver, message));
        });
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return keys.find(message);
    }

    int keptKeys() {
        return keys.size();
    }

    private Message openOrAppend(MessageGroup fresh, User receiver, NewMessage message) {
        synchronized (opening) {
            Optional<StoredGroup> opened = groups.between(fresh);
            if (opened.isPresent()) {
                return opened.get().append(message);
            }
            Message first = message.storedIn(fresh.uuid(), message.now());
            StoredGroup storedGroup = new StoredGroup(fresh, receiver, first);
            inbox.open(storedGroup, () -> groups.add(storedGroup));
            return first;
        }
    }

    private Posted post(NewMessage message, Supplier<Message> write) {
        Posted posted = keys.answerOrWrite(message, write);
        afterPost.accept(posted.message().group());
        return posted;
    }
}
