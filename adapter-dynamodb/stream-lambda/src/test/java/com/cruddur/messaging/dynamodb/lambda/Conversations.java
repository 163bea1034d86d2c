package com.cruddur.messaging.dynamodb.lambda;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Groups of Alice and somebody new each, whose rows stand at the first of two messages. */
record Conversations(DynamoDbClient client, String table, User alice) {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final String NEWEST = "a newer secret";

    Conversations(DynamoDbClient client, String table) {
        this(client, table, user());
    }

    void add(UUID uuid) {
        User receiver = user();
        MessageGroup group = MessageGroup.of(uuid, alice.uuid(), receiver.uuid());
        DynamoDbStore store = new DynamoDbStore(client, table);
        store.messages().appendTo(receiver, uuid, message("an old secret"));
        store.inbox().markRead(uuid, alice.uuid(), NOW);
        // It follows up the first message now, so that nothing but the function moves the rows to the second.
        store.close();
        store.appendAll(group, List.of(message(NEWEST)));
    }

    boolean standsAtTheNewest(UUID group) {
        return entry(group).preview().equals(NEWEST);
    }

    /** Alice has marked the first message as read. */
    boolean showsItsHorizon(UUID group) {
        return NOW.equals(entry(group).readUpTo());
    }

    private InboxEntry entry(UUID group) {
        return new DynamoDbStore(client, table)
                .inbox().newestFirst(alice.uuid(), null, 10).items().stream()
                        .filter(it -> it.group().equals(group))
                        .findFirst()
                        .orElseThrow();
    }

    private NewMessage message(String text) {
        return new NewMessage(UUID.randomUUID(), alice, new MessageText(text), NOW);
    }

    private static User user() {
        UUID uuid = UUID.randomUUID();
        return new User(uuid, "Somebody", "handle-" + uuid);
    }
}
