package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.MessageGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Remembers the members of the groups that were used last. They never change. Thread-safe. */
final class GroupMembers {
    private static final int MOST = 10_000;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<UUID, MessageGroup> groups = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, MessageGroup> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<MessageGroup> find(UUID group) {
        return Optional.ofNullable(groups.get(group));
    }

    synchronized void add(MessageGroup group) {
        groups.put(group.uuid(), group);
    }
}
