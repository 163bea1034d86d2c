package com.cruddur.messaging.postgres;

import static java.util.Objects.requireNonNull;

/**
 * A user of the pool where people sign in.
 *
 * @param handle the handle that the pool has for this user
 * @param subject the {@code sub} of this user's access tokens
 */
public record PoolUser(String handle, String subject) {
    public PoolUser {
        requireNonNull(handle, "handle");
        requireNonNull(subject, "subject");
    }
}
