package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Marks the positions of one store, so that it refuses those of an earlier run. The messages of that run are gone, but users and
 * seeded groups have the same uuids again, and with a fixed cursor key old cursors open again too.
 */
final class Positions {
    private final String mark = Long.toHexString(ThreadLocalRandom.current().nextLong()) + ":";

    <T> Page<T> mark(Page<T> page) {
        return new Page<>(page.items(), page.next().map(mark::concat));
    }

    /** @throws MessagingException {@link Reason#CURSOR_INVALID} when another store issued it */
    @Nullable
    String unmark(@Nullable String position) {
        if (position == null) {
            return null;
        }
        if (!position.startsWith(mark)) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return position.substring(mark.length());
    }
}
