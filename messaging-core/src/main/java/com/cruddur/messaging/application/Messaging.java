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

    /** Starts to build a messaging over a directory of users and a store. It closes neither of them. */
    public static Builder builder(Users users, MessageStore store) {
        return new Builder(users, store);
    }

    /**
     * The operations of one caller. This looks nothing up: each operation finds the caller in the directory.
     *
     * @param subject the {@code sub} of an access token that is already verified
     */
    public Caller as(@Nullable String subject) {
        return new Caller(subject, posting, listing);
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

    /** Builds a {@link Messaging}. Everything but the users and the store has a default. Not thread-safe. */
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
