package com.cruddur.messaging.application;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
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
public final class Messaging {
    private final Users users;
    private final Posting posting;
    private final Listing listing;

    private Messaging(Builder builder) {
        this.users = builder.users;
        this.posting = new Posting(users, builder.store, builder.clock, builder.uuids);
        this.listing = new Listing(users, builder.store, new Cursors(builder.cursorKey));
    }

    /** Begins a messaging on these parts. They stay their owner's to close. */
    public static Builder builder(Users users, MessageStore store) {
        return new Builder(users, store);
    }

    /**
     * Everything that one caller may do. Nothing is looked up yet: the caller is found in the directory at each call.
     *
     * @param subject the {@code sub} of an access token that was verified before
     */
    public Caller as(@Nullable String subject) {
        return new Caller(subject, posting, listing);
    }

    /**
     * The user of a handle. This is open to everybody.
     *
     * @throws MessagingException {@code USER_NOT_FOUND}
     * @throws com.cruddur.messaging.port.StorageException when the directory failed
     */
    public User user(String handle) {
        return users.byHandle(handle).orElseThrow(() -> new MessagingException(Reason.USER_NOT_FOUND));
    }

    /** The parts of a {@link Messaging}. Everything has a default but the users and the store. Not thread-safe. */
    public static final class Builder {
        private static final int CURSOR_KEY_BYTES = 32;

        private final Users users;
        private final MessageStore store;
        private byte[] cursorKey = newCursorKey();
        private Clock clock = Clock.systemUTC();
        private Supplier<UUID> uuids = UUID::randomUUID;

        private Builder(Users users, MessageStore store) {
            this.users = requireNonNull(users, "users");
            this.store = requireNonNull(store, "store");
        }

        /**
         * The secret that seals cursors. By default it is random, so a cursor ends with the process. Instances behind one address
         * need the same.
         *
         * @param key at least 16 bytes
         */
        public Builder cursorKey(byte[] key) {
            this.cursorKey = key.clone();
            return this;
        }

        /** The clock, by default the system's. It may differ from those of other instances; the order of messages does not depend on it. */
        public Builder clock(Clock newClock) {
            this.clock = requireNonNull(newClock, "clock");
            return this;
        }

        /** Gives each group and message its uuid, by default a random one. Nobody should be able to guess the next. */
        public Builder uuids(Supplier<UUID> newUuids) {
            this.uuids = requireNonNull(newUuids, "uuids");
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
