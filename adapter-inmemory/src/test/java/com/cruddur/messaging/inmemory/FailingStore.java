package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose next calls fail, as those of a database do. */
final class FailingStore implements MessageStore, Messages, MessageGroups, Inbox {
    private final MessageStore store;
    private final AtomicInteger postsToFail = new AtomicInteger();
    private final AtomicInteger marksToFail = new AtomicInteger();
    private final AtomicInteger lookUpsToFail = new AtomicInteger();

    FailingStore(MessageStore store) {
        this.store = store;
    }

    /** The next posts store their message, and fail. */
    void failAfterPosts(int posts) {
        postsToFail.set(posts);
    }

    /** The next marks move the horizon, and fail. */
    void failAfterMarks(int marks) {
        marksToFail.set(marks);
    }

    void failLookUps(int lookUps) {
        lookUpsToFail.set(lookUps);
    }

    private static void fail(AtomicInteger left) {
        if (left.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
            throw new StorageException("the database failed", null);
        }
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        Posted posted = store.messages().append(group, message);
        fail(postsToFail);
        return posted;
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        fail(lookUpsToFail);
        return store.groups().find(group);
    }

    @Override
    public Messages messages() {
        return this;
    }

    @Override
    public MessageGroups groups() {
        return this;
    }

    @Override
    public Inbox inbox() {
        return this;
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        Optional<Instant> horizon = store.inbox().markRead(group, reader, upTo);
        fail(marksToFail);
        return horizon;
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        return store.inbox().newestFirst(user, position, limit);
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return store.inbox().find(group, user);
    }

    @Override
    public void catchUp(UUID group) {
        store.inbox().catchUp(group);
    }

    @Override
    public int rename(User user) {
        return store.inbox().rename(user);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
        return store.messages().newestFirst(group, reader, position, limit);
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return store.messages().oldestFirst(group, reader, after, limit);
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return store.messages().appendTo(receiver, newGroup, message);
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return store.messages().findByIdempotencyKey(message);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return store.groups().findByMembers(one, another);
    }
}
