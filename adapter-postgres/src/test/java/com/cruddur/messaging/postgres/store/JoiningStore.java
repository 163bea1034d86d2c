package com.cruddur.messaging.postgres.store;

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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a transaction for each call to the messages, joins it, and commits it. */
record JoiningStore(TestStore store) implements MessageStore, Messages {
    private <T> T joined(Function<Messages, T> call) {
        try (Connection connection = store.pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = call.apply(store.store().joined(connection).messages());
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
    public Messages messages() {
        return this;
    }

    @Override
    public MessageGroups groups() {
        return store.store().groups();
    }

    @Override
    public Inbox inbox() {
        return store.store().inbox();
    }

    @Override
    public void close() {}
}
