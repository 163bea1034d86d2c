package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.dynamodb.write.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Marks of reading in the table: their counts, and the writes that race with them. The second user sends, and the first one reads. */
class ReadMarksTest {
    private static DynamoDbClient client;
    private static String table;

    private final List<Long> waits = new ArrayList<>();

    @BeforeAll
    static void createTable() {
        client = LocalDynamoDb.client();
        table = LocalDynamoDb.newTable(false);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void aMoveThatReadTheRowsBeforeAMarkIsRefused() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        InboxRows stale = talk.rows();
        mark(client, talk, second.createdAt());
        assertThat(talk.groups.inboxRows().move(stale)).isFalse();
        talk.refresh();
        assertShows(talk, 0, second.createdAt());
    }

    @Test
    void aRenameKeepsHorizons() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        mark(client, talk, second.createdAt());
        talk.post("third");
        talk.groups.inboxRows().rename(talk.group.uuid(), talk.renamed());
        assertShows(talk, 1, second.createdAt());
    }

    @Test
    void aMarkWhoseAnswerIsLostIsCountedOnce() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        talk.post("third");
        mark(client, talk, talk.begun);
        Faults faults = new Faults();
        try (DynamoDbClient faulty = LocalDynamoDb.client(faults)) {
            faults.arm(Faults.Kind.IN_PROGRESS_AFTERWARDS, Faults.Scope.ONE_CALL, 4);
            assertThat(marks(faulty).mark(talk.group.uuid(), talk.one.uuid(), second.createdAt()))
                    .contains(second.createdAt());
        }
        talk.refresh();
        assertShows(talk, 1, second.createdAt());
    }

    @Test
    void theFirstMarkOfAnOlderTimeCountsTwiceASecondApart() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        talk.post("third");
        talk.post("fourth");
        mark(client, talk, second.createdAt());
        assertThat(waits).containsExactly(1_000L);
        talk.refresh();
        assertShows(talk, 2, second.createdAt());
    }

    /** The first count misses a message that a reader cannot see yet. */
    @Test
    void aFirstMarkIsCountedAgainUntilTwoCountsAgree() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        Message third = talk.post("third");
        Message fourth = talk.post("fourth");
        Map<String, AttributeValue> key = Keys.message(talk.group.uuid(), key(third));
        Map<String, AttributeValue> hidden =
                client.getItem(get -> get.tableName(table).key(key)).item();
        client.deleteItem(it -> it.tableName(table).key(key));
        ReadMarks marks = new ReadMarks(reads(client), transactions(client), time -> {
            waits.add(time.toMillis());
            client.putItem(it -> it.tableName(table).item(hidden));
        });
        marks.mark(talk.group.uuid(), talk.one.uuid(), talk.begun);
        assertThat(waits).hasSize(2);
        talk.refresh();
        assertShows(talk, 3, talk.begun);
        assertThat(fourth.createdAt()).isAfter(third.createdAt());
    }

    /** A transaction that is half visible now may hide a message that the mark passes. */
    @Test
    void aFurtherMarkWaitsBeforeItCounts() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        talk.post("third");
        mark(client, talk, talk.begun);
        waits.clear();
        mark(client, talk, second.createdAt());
        assertThat(waits).containsExactly(50L);
    }

    @Test
    void aTableOfTheVersionBeforeCountsAsRead() {
        Talk talk = new Talk(client, table);
        Message second = talk.post("second");
        Message third = talk.post("third");
        talk.refresh();
        asOfTheVersionBefore(talk);
        assertThat(talk.entryOf(talk.one))
                .matches(it -> it.unread() == 0 && it.readUpTo() == null && it.sender() == null);
        assertThat(Repairs.repair(client, table, () -> {})
                        .verify(
                                found -> assertThat(found.group())
                                        .isNotEqualTo(talk.group.uuid().toString()),
                                seen -> {}))
                .isNotNull();

        Message fourth = talk.post("fourth");
        talk.refresh();
        assertShows(talk, 1, null);
        assertThat(talk.entryOf(talk.one).sender()).isEqualTo(talk.two.uuid());
        // The horizon is before some messages that no head has counted.
        mark(client, talk, second.createdAt());
        assertShows(talk, 2, second.createdAt());
        mark(client, talk, third.createdAt());
        assertShows(talk, 1, third.createdAt());
        mark(client, talk, fourth.createdAt());
        assertShows(talk, 0, fourth.createdAt());
    }

    @Test
    void aTimeThatNoTextCanHoldMarksNothing() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        assertThat(marks(client).mark(talk.group.uuid(), talk.one.uuid(), Instant.MIN))
                .isEmpty();
        assertThatThrownBy(() -> mark(client, talk, Instant.MAX))
                .isInstanceOfSatisfying(
                        MessagingException.class, it -> assertThat(it.reason()).isEqualTo(Reason.UP_TO_INVALID));
    }

    private void mark(DynamoDbClient with, Talk talk, Instant upTo) {
        assertThat(marks(with).mark(talk.group.uuid(), talk.one.uuid(), upTo)).contains(upTo);
    }

    private ReadMarks marks(DynamoDbClient with) {
        return new ReadMarks(reads(with), transactions(with), time -> waits.add(time.toMillis()));
    }

    private static TableReads reads(DynamoDbClient with) {
        return new TableReads(with, table, LocalDynamoDb.PATIENCE, new StoreClock());
    }

    private static Transactions transactions(DynamoDbClient with) {
        return new Transactions(with, table, LocalDynamoDb.PATIENCE, new StoreClock());
    }

    private static String key(Message message) {
        return TimeText.of(message.createdAt());
    }

    private static void assertShows(Talk talk, long unread, Instant readUpTo) {
        InboxEntry entry = talk.entryOf(talk.one);
        assertThat(entry.unread()).isEqualTo(unread);
        assertThat(entry.readUpTo()).isEqualTo(readUpTo);
        assertThat(talk.groups
                        .status(talk.group.uuid(), talk.one.uuid())
                        .orElseThrow()
                        .row())
                .isEqualTo(entry);
    }

    /** Takes away all that the version before did not write. */
    private static void asOfTheVersionBefore(Talk talk) {
        UUID group = talk.group.uuid();
        remove(Keys.head(group), "sender, lower_sent, higher_sent");
        remove(Keys.rows(group), "lower_read, higher_read, lower_read_up_to, higher_read_up_to");
        InboxRows rows = talk.rows();
        for (MemberSlot side : MemberSlot.values()) {
            client.updateItem(it -> it.tableName(table)
                    .key(Keys.row(rows.row(side).member().uuid(), rows.row(side).place()))
                    .updateExpression("REMOVE sender_uuid, received, #read, read_up_to")
                    .expressionAttributeNames(Map.of("#read", "read")));
        }
    }

    private static void remove(Map<String, AttributeValue> key, String attributes) {
        client.updateItem(it -> it.tableName(table).key(key).updateExpression("REMOVE " + attributes));
    }
}
