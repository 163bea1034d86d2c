package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Everything that a {@link MessageStore} holds, for moving it to another database. Use it only while no service uses the store.
 *
 * <p>Every method works in small steps. So it needs little memory, however large the store is, and takes as long as it needs. Each of
 * them throws a {@link StorageException} when the database failed. Safe for use by several threads.
 */
public interface StoreContents {
    /** Gives each group that has messages, in no particular order, on the caller's thread. */
    void groups(Consumer<StoredGroup> each);

    /** The group with this uuid, if it has messages. */
    Optional<StoredGroup> find(UUID group);

    /** The messages of a group, oldest first. They are read as the stream goes on. */
    Stream<Message> messages(UUID group);

    /** Gives each idempotency key that was used at this time or later, in no particular order, on the caller's thread. */
    void usedKeys(Instant since, Consumer<UsedKey> each);

    /**
     * Adds a group with its messages, or the messages that it lacks: those that it has already stay as they are. It then has the counts of
     * the given group, and its horizons, but a horizon that has moved further here stays. No reader sees a new group before all of it is
     * stored. After a failure, call it again with the same group.
     *
     * @param group the newest time is that of the last message
     * @param messages all messages of the group, oldest first, one at least
     * @throws IllegalArgumentException when this database cannot hold one of the texts, or when the group is not {@link
     *     StoredGroup#extra() extra} and the two users have another group here that is not; the message says which, and readers see
     *     nothing new
     */
    void add(StoredGroup group, Stream<Message> messages);

    /**
     * Adds an idempotency key, after the group of its message. A key that is there already stays as it is.
     *
     * @return false when the message of the key is not there; then nothing is added
     */
    boolean add(UsedKey key);
}
