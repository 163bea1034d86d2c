package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table alone decides on the members of a group, and no caller does. */
class MembershipTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, table);
    private final DynamoDbMessages messages = new DynamoDbMessages(client, table);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final User mallory = people.add("Mallory");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aUserWhoOnlyClaimsMembershipPostsNothing() {
        groups.open(group, bob, draft(alice, 0));
        for (User member : new User[] {alice, bob}) {
            MessageGroup forged = MessageGroup.of(group.uuid(), mallory.uuid(), member.uuid());
            assertThatThrownBy(() -> messages.append(forged, draft(mallory, 1)))
                    .isInstanceOfSatisfying(
                            MessagingException.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.MESSAGE_GROUP_NOT_FOUND));
        }
        assertThat(messages.newestFirst(group.uuid(), Optional.empty(), 20).items())
                .hasSize(1);
    }

    @Test
    void aGroupIsOpenedByItsMembersAlone() {
        assertThatThrownBy(() -> groups.open(group, bob, draft(mallory, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(groups.find(group.uuid())).isEmpty();
    }

    private static NewMessage draft(User sender, int seconds) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText("hello"), NOW.plusSeconds(seconds));
    }
}
