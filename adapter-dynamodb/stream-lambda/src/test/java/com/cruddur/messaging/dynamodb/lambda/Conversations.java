package com.cruddur.messaging.dynamodb.lambda;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Groups of Alice and somebody new each, whose rows stand at the first of two messages. */
record Conversations(MessageGroups groups, Messages messages, User alice) {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final String NEWEST = "a newer secret";

    Conversations(MessageGroups groups, Messages messages) {
        this(groups, messages, user());
    }

    void add(UUID uuid) {
        User receiver = user();
        Group group = Group.of(uuid, alice.uuid(), receiver.uuid());
        groups.open(group, receiver, draft("an old secret"));
        messages.append(group, draft(NEWEST));
    }

    boolean standsAtTheNewest(UUID group) {
        InboxEntry entry = groups.inbox(alice.uuid(), Optional.empty(), 10).items().stream()
                .filter(it -> it.group().equals(group))
                .findFirst()
                .orElseThrow();
        return entry.preview().equals(NEWEST);
    }

    private Draft draft(String text) {
        return new Draft(UUID.randomUUID(), alice, new MessageText(text), NOW, Optional.empty());
    }

    private static User user() {
        UUID uuid = UUID.randomUUID();
        return new User(uuid, "Somebody", "handle-" + uuid);
    }
}
