package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A person who sends and receives messages.
 *
 * @param uuid identifies the user; it never changes
 * @param displayName the name that people read; it may change
 * @param handle the name that people type, unique without regard to the case of ASCII letters; it may change
 */
public record User(UUID uuid, String displayName, String handle) {
    /** @throws IllegalArgumentException when a name holds a NUL character or half a surrogate pair: no store has to hold these */
    public User {
        requireNonNull(uuid, "uuid");
        requireNonNull(displayName, "displayName");
        requireNonNull(handle, "handle");
        if (!Text.isWellFormed(displayName) || !Text.isWellFormed(handle)) {
            throw new IllegalArgumentException("a user's name holds a NUL character or half a surrogate pair");
        }
    }
}
