package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Moves of rows that share their places with others, or that are not where they should be. */
class MoveTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final String TWO_LATER = "2026-03-01T10:15:30.000002+00:00";

    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, table);
    private final DynamoDbMessages messages = new DynamoDbMessages(client, table);
    private final People people = new People();

    @AfterEach
    void close() {
        assertThat(TableCheck.assertWhole(client, table)).isPositive();
        client.close();
    }

    @Test
    void rowsThatKeepTheirPlacesAreMovedOnceAllTheSame() {
        InboxRows rows = displacedByTwo();
        assertThat(groups.inboxRows().move(rows)).isTrue();
        InboxRows moved = groups.inboxRows().rows(rows.group()).orElseThrow();
        assertThat(moved.standAt()).isEqualTo(rows.newestAt());
        assertThat(moved.lower().place()).isEqualTo(rows.lower().place());
        assertThat(moved.higher().place()).isEqualTo(rows.higher().place());
        assertThat(groups.inboxRows().move(rows)).isFalse();
    }

    @RepeatedTest(3)
    void aRowNeverMovesToAnEarlierPlace() {
        User alice = people.add("Alice");
        open(alice, people.add("Bob"));
        MessageGroup second = open(alice, people.add("Carol"));
        messages.append(second, draft(alice));
        InboxRows before = groups.inboxRows().rows(second.uuid()).orElseThrow();
        assertThat(groups.inboxRows().move(before)).isTrue();
        InboxRows after = groups.inboxRows().rows(second.uuid()).orElseThrow();
        assertThat(after.lower().place()).isGreaterThanOrEqualTo(before.lower().place());
        assertThat(after.higher().place())
                .isGreaterThanOrEqualTo(before.higher().place());
    }

    @Test
    void aRenamedRowMovesOnAlsoWhereItStandsLaterThanItsMessage() {
        InboxRows rows = displacedByTwo();
        User one = rows.lower().member();
        for (int i = 0; i < 20; i++) {
            InboxRows before = groups.inboxRows().rows(rows.group()).orElseThrow();
            assertThat(groups.inboxRows().rename(rows.group(), new User(one.uuid(), "Name " + i, one.handle())))
                    .isTrue();
            InboxRows after = groups.inboxRows().rows(rows.group()).orElseThrow();
            assertThat(after.higher().place()).isGreaterThan(before.higher().place());
            assertThat(after.lower().place()).isEqualTo(before.lower().place());
        }
    }

    @Test
    void aRowThatIsNotWhereItIsOnRecordIsNotPutASecondTime() {
        User alice = people.add("Alice");
        User bob = people.add("Bob");
        MessageGroup group = open(alice, bob);
        messages.append(group, draft(bob));
        InboxRows rows = groups.inboxRows().rows(group.uuid()).orElseThrow();
        var key = Keys.row(alice.uuid(), TimeText.of(NOW));
        var row = client.getItem(get -> get.tableName(table).key(key)).item();
        client.deleteItem(delete -> delete.tableName(table).key(key));
        assertThatThrownBy(() -> groups.inboxRows().move(rows)).isInstanceOf(StorageException.class);
        assertThat(groups.inboxRows().inbox(alice.uuid(), Optional.empty(), 20).items())
                .isEmpty();
        client.putItem(put -> put.tableName(table).item(row));
        assertThat(groups.inboxRows().move(rows)).isTrue();
    }

    /** A group both of whose rows stand 2 µs after its first message, and whose newest is 1 µs after the first. */
    private InboxRows displacedByTwo() {
        for (int attempt = 0; attempt < 200; attempt++) {
            User alice = people.add("Alice");
            User bob = people.add("Bob");
            open(alice, people.add("Carol"));
            open(bob, people.add("Dave"));
            MessageGroup group = open(alice, bob);
            messages.append(group, draft(alice));
            InboxRows rows = groups.inboxRows().rows(group.uuid()).orElseThrow();
            if (rows.lower().place().equals(TWO_LATER) && rows.higher().place().equals(TWO_LATER)) {
                return rows;
            }
        }
        throw new AssertionError("in 200 attempts no row was displaced by 2 µs");
    }

    private MessageGroup open(User from, User to) {
        MessageGroup group = MessageGroup.of(UUID.randomUUID(), from.uuid(), to.uuid());
        assertThat(groups.open(group, to, draft(from))).isPresent();
        return group;
    }

    private static NewMessage draft(User sender) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText("hello"), NOW);
    }
}
