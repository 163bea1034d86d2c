package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.port.MessageGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Every group with its messages, found by its uuid or by its members. */
final class InMemoryGroups implements MessageGroups {
    private final Map<UUID, StoredGroup> byUuid = new ConcurrentHashMap<>();
    private final Map<List<UUID>, StoredGroup> byMembers = new ConcurrentHashMap<>();

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return of(group).map(StoredGroup::group);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return one.equals(another)
                ? Optional.empty()
                : between(MessageGroup.of(one, one, another)).map(StoredGroup::group);
    }

    Optional<StoredGroup> of(UUID group) {
        return Optional.ofNullable(byUuid.get(group));
    }

    Optional<StoredGroup> ofMember(UUID group, UUID user) {
        return of(group).filter(it -> it.group().includes(user));
    }

    /** The group that these two members have, whichever uuid it has. */
    Optional<StoredGroup> between(MessageGroup pair) {
        return Optional.ofNullable(byMembers.get(pair.members()));
    }

    void add(StoredGroup storedGroup) {
        byUuid.put(storedGroup.group().uuid(), storedGroup);
        byMembers.put(storedGroup.group().members(), storedGroup);
    }
}
