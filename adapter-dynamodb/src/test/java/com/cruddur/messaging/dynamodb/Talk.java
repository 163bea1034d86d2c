package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Two new users have a group, whose first message says {@code first}. Nothing moves its rows but the test. */
final class Talk {
    final DynamoDbMessageGroups groups;
    final DynamoDbMessages messages;
    final User one = user("One");
    final User two = user("Two");
    final Instant begun = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(30);
    final MessageGroup group = MessageGroup.of(UUID.randomUUID(), one.uuid(), two.uuid());

    Talk(DynamoDbClient client, String table) {
        groups = new DynamoDbMessageGroups(client, table, LocalDynamoDb.PATIENCE);
        messages = new DynamoDbMessages(client, table, LocalDynamoDb.PATIENCE);
        groups.open(group, two, message(one, "first", begun));
    }

    /** A message of the second user, a microsecond after the last one at the earliest. */
    Message post(String text) {
        return messages.append(group, message(two, text, begun));
    }

    InboxRows rows() {
        return groups.inboxRows().rows(group.uuid()).orElseThrow();
    }

    boolean refresh() {
        return new Inboxes(groups.inboxRows()).refresh(group.uuid());
    }

    InboxEntry entryOf(User member) {
        return groups.inboxRows()
                .inbox(member.uuid(), Optional.empty(), 20)
                .items()
                .get(0);
    }

    User renamed() {
        return new User(one.uuid(), "Somebody \uD83D\uDE80", "renamed-" + one.handle());
    }

    private static User user(String name) {
        UUID uuid = UUID.randomUUID();
        return new User(uuid, name, name + "-" + uuid);
    }

    private static NewMessage message(User sender, String text, Instant now) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now);
    }
}
