package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into a group.
 *
 * @param group the group that it goes to; of a message to a user, the uuid of the group if it has to be opened
 * @param receiver the user that the message goes to; null where it goes to a group
 * @param micros the message's {@code now}
 */
record Post(UUID group, @Nullable User receiver, NewMessage message, long micros) {
    static Post toGroup(UUID group, NewMessage message) {
        return new Post(group, null, message, micros(message));
    }

    static Post toUser(User receiver, UUID newGroup, NewMessage message) {
        return new Post(newGroup, receiver, message, micros(message));
    }

    private static long micros(NewMessage message) {
        try {
            return Times.micros(message.now());
        } catch (ArithmeticException e) {
            throw new StorageException("the database cannot hold the time of the message", e);
        }
    }

    /** The uuid of the receiver or of the group: what the message goes to. */
    UUID target() {
        return receiver == null ? group : receiver.uuid();
    }

    /** The group, or the pair: no two attempts may write it at once. */
    Object place() {
        return receiver == null ? group : Set.of(sender().uuid(), receiver.uuid());
    }

    Object senderAndKey() {
        return Arrays.asList(sender().uuid(), key());
    }

    User sender() {
        return message.sender();
    }

    @Nullable
    String key() {
        Idempotency idempotency = message.idempotency();
        return idempotency == null ? null : idempotency.key().value();
    }

    @Nullable
    String fingerprint() {
        Idempotency idempotency = message.idempotency();
        return idempotency == null ? null : idempotency.fingerprint();
    }
}
