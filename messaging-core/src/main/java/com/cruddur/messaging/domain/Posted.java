package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a post.
 *
 * @param message the message as it is stored
 * @param repeated whether an earlier attempt with the same idempotency key had stored it; this attempt stored nothing then
 */
public record Posted(Message message, boolean repeated) {
    public Posted {
        requireNonNull(message, "message");
    }
}
