package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a caller asks for.
 *
 * @param limit the maximum number of items, from 1 to {@value #MAX_LIMIT}
 * @param cursor {@link com.cruddur.messaging.domain.Page#next()} of an earlier page of the same list; null for its first page
 */
public record PageRequest(int limit, @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** @throws MessagingException {@link Reason#LIMIT_INVALID} */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new MessagingException(Reason.LIMIT_INVALID);
        }
    }

    /** The first page, of at most {@value #DEFAULT_LIMIT} items. */
    public static PageRequest first() {
        return first(DEFAULT_LIMIT);
    }

    /**
     * The first page.
     *
     * @throws MessagingException {@link Reason#LIMIT_INVALID}
     */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    /** The page of the same limit that begins at a cursor. */
    public PageRequest from(String cursor) {
        return new PageRequest(limit, cursor);
    }
}
