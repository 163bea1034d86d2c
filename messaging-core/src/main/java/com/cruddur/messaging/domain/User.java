package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Somebody who sends and receives messages.
 *
 * @param uuid who it is, for ever
 * @param displayName the name that people read; it may change
 * @param handle the name that people type, unique without regard to case; it may change
 */
public record User(UUID uuid, String displayName, String handle) {
    public User {
        requireNonNull(uuid, "uuid");
        requireNonNull(displayName, "displayName");
        requireNonNull(handle, "handle");
    }
}
