package com.cruddur.messaging.application;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import java.util.Optional;

/**
 * Which part of a list a caller wants.
 *
 * @param limit how many items at most, from 1 to {@value #MAX_LIMIT}
 * @param cursor {@link com.cruddur.messaging.domain.Page#next()} of an earlier page of the same list; empty for its
 *     first page
 */
public record PageRequest(int limit, Optional<String> cursor) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** @throws MessagingException {@link Reason#LIMIT_INVALID} */
    public PageRequest {
        requireNonNull(cursor, "cursor");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new MessagingException(Reason.LIMIT_INVALID);
        }
    }

    /** The first page, of {@value #DEFAULT_LIMIT} items. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty());
    }
}
