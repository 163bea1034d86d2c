package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a transaction for each call to the messages or to the inboxes, joins it, and commits it. A rename has its own. */
record JoiningStore(TestStore store) implements MessageStore, Messages, Inbox {
    private <T> T joined(Function<Messages, T> call) {
        return inTransaction(it -> call.apply(it.messages()));
    }

    private <T> T inTransaction(Function<MessageStore, T> call) {
        try (Connection connection = store.pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = call.apply(store.store().joined(connection));
                connection.commit();
                return answer;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new StorageException("a transaction of the test failed", e);
        }
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit) {
        return joined(it -> it.newestFirst(group, reader, position, limit));
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return joined(it -> it.oldestFirst(group, reader, after, limit));
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        return joined(it -> it.append(group, message));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return joined(it -> it.appendTo(receiver, newGroup, message));
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return joined(it -> it.findByIdempotencyKey(message));
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit) {
        return inTransaction(it -> it.inbox().newestFirst(user, position, limit));
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return inTransaction(it -> it.inbox().find(group, user));
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        return inTransaction(it -> it.inbox().markRead(group, reader, upTo));
    }

    @Override
    public void catchUp(UUID group) {
        store.store().inbox().catchUp(group);
    }

    @Override
    public int rename(User user) {
        return store.store().inbox().rename(user);
    }

    @Override
    public Messages messages() {
        return this;
    }

    @Override
    public MessageGroups groups() {
        return store.store().groups();
    }

    @Override
    public Inbox inbox() {
        return this;
    }

    @Override
    public void close() {}
}
