package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a post.
 *
 * @param message the message as it is stored
 * @param repeated true when an earlier request with the same idempotency key stored the message, and this one stored nothing
 */
public record Posted(Message message, boolean repeated) {
    public Posted {
        requireNonNull(message, "message");
    }
}
