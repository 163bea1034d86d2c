package com.cruddur.messaging.dynamodb.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many messages of a range each user has sent, and the time of the last one in it. Not thread-safe. */
public final class TimedSenders {
    /** The attributes of a message that this needs. */
    static final String ATTRIBUTES = Keys.SK + ", " + Keys.USER_UUID;

    private final Map<String, Long> counts = new HashMap<>();
    private @Nullable String last;

    TimedSenders() {}

    void add(Item message) {
        if (message.hasTime(Keys.SK)) {
            last = TimeText.ours(message.sortKey());
            message.find(Keys.USER_UUID).ifPresent(it -> counts.merge(it, 1L, Long::sum));
        }
    }

    public long sentBy(UUID user) {
        return counts.getOrDefault(user.toString(), 0L);
    }

    /** As text that can be compared with keys, with an offset; empty where there is no message. */
    public Optional<String> last() {
        return Optional.ofNullable(last);
    }
}
