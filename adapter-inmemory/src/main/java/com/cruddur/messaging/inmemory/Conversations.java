package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.port.MessageGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Every group with its messages, found by its uuid or by its members. */
final class Conversations implements MessageGroups {
    private final Map<UUID, Conversation> byUuid = new ConcurrentHashMap<>();
    private final Map<List<UUID>, Conversation> byMembers = new ConcurrentHashMap<>();

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return of(group).map(Conversation::group);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return one.equals(another)
                ? Optional.empty()
                : between(MessageGroup.of(one, one, another)).map(Conversation::group);
    }

    Optional<Conversation> of(UUID group) {
        return Optional.ofNullable(byUuid.get(group));
    }

    Optional<Conversation> ofMember(UUID group, UUID user) {
        return of(group).filter(it -> it.group().includes(user));
    }

    /** The conversation of the members of this group, whichever uuid it has. */
    Optional<Conversation> between(MessageGroup pair) {
        return Optional.ofNullable(byMembers.get(pair.members()));
    }

    void add(Conversation conversation) {
        byUuid.put(conversation.group().uuid(), conversation);
        byMembers.put(conversation.group().members(), conversation);
    }
}
