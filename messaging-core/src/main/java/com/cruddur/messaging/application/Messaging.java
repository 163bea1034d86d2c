package com.cruddur.messaging.application;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.MessageListener;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Direct messages between two people.
 *
 * <pre>{@code
 * Messaging messaging = Messaging.builder(users, store).build();
 * messaging.as("sub-andrew").postTo("bayko", new MessageText("Hello!"));
 * }</pre>
 *
 * <p>Thread-safe. One instance serves all callers; any number of instances may work on one store.
 */
public final class Messaging implements AutoCloseable {
    private final Users users;
    private final Announcements announcements;
    private final UseCases useCases;

    private Messaging(Builder builder) {
        users = builder.users;
        MessageStore store = builder.store;
        announcements = new Announcements(store, builder.events, builder.listener, builder.readReceipts);
        useCases = new UseCases(
                users,
                new Posting(users, store, builder.clock, builder.uuids, announcements),
                new Listing(users, store, new Cursors(builder.cursorKey)),
                new Horizons(users, store, builder.readReceipts, announcements),
                builder.events);
    }

    /** Starts to build a messaging over a directory of users and a store. It closes neither of them, nor the events. */
    public static Builder builder(Users users, MessageStore store) {
        return new Builder(users, store);
    }

    /**
     * The operations of one caller. This looks nothing up: each operation finds the caller in the directory.
     *
     * @param subject the {@code sub} of an access token that is already verified
     */
    public Caller as(@Nullable String subject) {
        return new Caller(subject, useCases);
    }

    /**
     * The same use cases inside a transaction of the caller, for a store that can join one.
     *
     * @param transaction the store inside the transaction, for example {@code PostgresStore.joined(connection)}
     */
    public JoinedMessaging joined(MessageStore transaction) {
        return new JoinedMessaging(useCases, transaction, announcements);
    }

    /**
     * Tells the members of a group of its newest message. For programs that move the inbox rows of a store themselves, such as a reader of a
     * table's stream; posts through this instance need no such call.
     */
    public void rowsMoved(UUID group) {
        announcements.moved(group);
    }

    /**
     * The user with a handle. This needs no caller.
     *
     * @throws MessagingException {@code USER_NOT_FOUND}
     * @throws com.cruddur.messaging.port.StorageException when the directory failed
     */
    public User user(String handle) {
        return users.byHandle(handle).orElseThrow(() -> new MessagingException(Reason.USER_NOT_FOUND));
    }

    /** Waits some seconds for the calls of the listener that are due. Call it when no more requests come. */
    @Override
    public void close() {
        announcements.close();
    }

    /** Builds a {@link Messaging}. Everything but the users and the store has a default. Not thread-safe. */
    public static final class Builder {
        private static final int CURSOR_KEY_BYTES = 32;

        private final Users users;
        private final MessageStore store;
        private byte[] cursorKey = newCursorKey();
        private Clock clock = Clock.systemUTC();
        private Supplier<UUID> uuids = UUID::randomUUID;
        private Events events = new LocalEvents();
        private @Nullable MessageListener listener;
        private boolean readReceipts = true;

        private Builder(Users users, MessageStore store) {
            this.users = requireNonNull(users, "users");
            this.store = requireNonNull(store, "store");
        }

        /**
         * The secret that signs cursors. The default is random, so no cursor outlives the process. Instances behind one address need
         * the same key.
         *
         * @param key at least 16 bytes
         */
        public Builder cursorKey(byte[] key) {
            this.cursorKey = key.clone();
            return this;
        }

        /** The clock; the default is the system's. The clocks of instances may differ: the order of messages does not depend on them. */
        public Builder clock(Clock newClock) {
            this.clock = requireNonNull(newClock, "clock");
            return this;
        }

        /** Generates the uuids of groups and messages; the default is {@link UUID#randomUUID}. A uuid must not be predictable. */
        public Builder uuids(Supplier<UUID> newUuids) {
            this.uuids = requireNonNull(newUuids, "uuids");
            return this;
        }

        /** Carries the events. The default reaches the subscribers of this {@link Messaging} alone. */
        public Builder events(Events newEvents) {
            this.events = requireNonNull(newEvents, "events");
            return this;
        }

        /** Is told of each message that is posted through this {@link Messaging}; the default is none. */
        public Builder listener(MessageListener newListener) {
            this.listener = requireNonNull(newListener, "listener");
            return this;
        }

        /** Whether a member sees how far the other one has read; the default is true. Each member's own horizon is kept either way. */
        public Builder readReceipts(boolean shown) {
            this.readReceipts = shown;
            return this;
        }

        /** @throws IllegalArgumentException when the cursor key is too short */
        public Messaging build() {
            return new Messaging(this);
        }

        private static byte[] newCursorKey() {
            byte[] key = new byte[CURSOR_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return key;
        }
    }
}
