package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Marks the positions of one store. Those of an earlier run mean nothing here: its messages are gone, but users and seeded
 * groups have the same uuids again, and with a fixed key cursors open again too.
 */
final class Positions {
    private final String mark = Long.toHexString(ThreadLocalRandom.current().nextLong()) + ":";

    <T> Page<T> mark(Page<T> page) {
        return new Page<>(page.items(), page.next().map(mark::concat));
    }

    /** @throws MessagingException {@link Reason#CURSOR_INVALID} where it is another store's */
    Optional<String> unmark(Optional<String> position) {
        return position.map(this::unmark);
    }

    private String unmark(String position) {
        if (!position.startsWith(mark)) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return position.substring(mark.length());
    }
}
