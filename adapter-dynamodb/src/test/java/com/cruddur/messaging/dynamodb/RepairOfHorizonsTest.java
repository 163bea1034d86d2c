package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.dynamodb.write.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The second user has sent three messages; the first one has read one of them. */
class RepairOfHorizonsTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final Talk talk = new Talk(client, table);
    private final Message second = talk.post("second");
    private final MemberSlot reader = MemberSlot.of(talk.group, talk.one.uuid());
    private final Map<String, AttributeValue> head = Keys.head(talk.group.uuid());
    private final Map<String, AttributeValue> rows = Keys.rows(talk.group.uuid());

    RepairOfHorizonsTest() {
        mark(second.createdAt());
        talk.post("third");
        talk.post("fourth");
        talk.refresh();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void countsThatAgreeWithTheMessagesAreNoFinding() {
        assertThat(found()).isEmpty();
        assertThat(rebuilt()).isZero();
    }

    @Test
    void aHorizonWithAWrongCountIsFoundAndMended() {
        set(rows, reader.read(), AttributeValue.fromN("2"));
        set(row(), Keys.READ, AttributeValue.fromS("2"));
        assertThat(found()).containsExactly(Finding.Kind.HORIZON_WRONG);
        Map<String, AttributeValue> headBefore = item(head).attributes();
        assertThat(rebuilt()).isOne();
        assertThat(item(head).attributes()).describedAs("the senders' counts").isEqualTo(headBefore);
        assertShows(2, second.createdAt());
    }

    @Test
    void aRowThatShowsAnotherCountOrHorizonThanIsOnRecordIsFoundAndMended() {
        for (String attribute : List.of(Keys.READ, Keys.RECEIVED)) {
            set(row(), attribute, AttributeValue.fromS("7"));
            assertThat(found()).containsExactly(Finding.Kind.ROW_WRONG);
            assertThat(rebuilt()).isOne();
            assertShows(2, second.createdAt());
        }
        set(row(), Keys.READ_UP_TO, AttributeValue.fromS("2020-01-01T00:00:00.000000+00:00"));
        assertThat(found()).containsExactly(Finding.Kind.ROW_WRONG);
        assertThat(rebuilt()).isOne();
        assertShows(2, second.createdAt());
    }

    /** Without a horizon the head's count is the unread count, however many messages are stored. */
    @Test
    void noHorizonIsSetWhereThereWasNone() {
        MemberSlot other = reader.other();
        set(head, reader.sent(), AttributeValue.fromN("0"));
        set(row(other), Keys.RECEIVED, AttributeValue.fromS("0"));
        assertThat(found()).isEmpty();
        set(row(other), Keys.RECEIVED, AttributeValue.fromS("1"));
        assertThat(found()).containsExactly(Finding.Kind.ROW_WRONG);
        assertThat(rebuilt()).isOne();
        assertThat(item(rows).attributes()).doesNotContainKey(other.readUpTo());
        assertThat(talk.entryOf(talk.two)).matches(it -> it.unread() == 0 && it.readUpTo() == null);
    }

    @Test
    void aRowsItemThatIsLostGetsTheHorizonsOfTheRows() {
        client.deleteItem(it -> it.tableName(table).key(rows));
        assertThat(rebuilt()).isPositive();
        assertShows(2, second.createdAt());
        assertThat(found()).isEmpty();
    }

    @Test
    void aRowThatIsLostGetsItsHorizonBack() {
        client.deleteItem(it -> it.tableName(table).key(row()));
        assertThat(rebuilt()).isPositive();
        assertShows(2, second.createdAt());
    }

    /** A program that does not count has stored it. */
    @Test
    void aMessageThatWasNotCountedIsUnreadAfterARebuild() {
        set(head, reader.other().sent(), AttributeValue.fromN("2"));
        assertThat(rebuilt()).isPositive();
        assertShows(2, second.createdAt());
        assertThat(item(head).count(reader.other().sent())).isEqualTo(2);
    }

    /** The first wait is between the two looks at the finding; the second one is between the read and the write that mends it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aMarkWhileACountIsMendedIsKept(int wait) {
        set(rows, reader.read(), AttributeValue.fromN("2"));
        set(row(), Keys.READ, AttributeValue.fromS("2"));
        Instant newest = talk.rows().newestAt().instant();
        AtomicInteger waits = new AtomicInteger();
        TableRepair repair = Repairs.repair(client, table, () -> {
            if (waits.incrementAndGet() == wait) {
                mark(newest);
            }
        });
        repair.rebuild(uuid -> Optional.empty(), found -> {}, seen -> {});
        assertThat(waits).hasValue(wait);
        assertShows(0, newest);
    }

    private void mark(Instant upTo) {
        StoreClock clock = new StoreClock();
        TableReads reads = new TableReads(client, table, LocalDynamoDb.PATIENCE, clock);
        Transactions transactions = new Transactions(client, table, LocalDynamoDb.PATIENCE, clock);
        new ReadMarks(reads, transactions, time -> {}).mark(talk.group.uuid(), talk.one.uuid(), upTo);
    }

    private Map<String, AttributeValue> row() {
        return row(reader);
    }

    private Map<String, AttributeValue> row(MemberSlot side) {
        InboxRows.Row row = talk.rows().row(side);
        return Keys.row(row.member().uuid(), row.place());
    }

    private Item item(Map<String, AttributeValue> key) {
        return new Item(client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item());
    }

    private void set(Map<String, AttributeValue> key, String attribute, AttributeValue value) {
        client.updateItem(it -> it.tableName(table)
                .key(key)
                .updateExpression("SET #attribute = :value")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    private List<Finding.Kind> found() {
        List<Finding.Kind> found = new ArrayList<>();
        Repairs.repair(client, table, () -> {}).verify(it -> found.add(it.kind()), seen -> {});
        return found;
    }

    /** @return how many findings were mended */
    private long rebuilt() {
        List<Finding> left = new ArrayList<>();
        long done = Repairs.repair(client, table, () -> {})
                .rebuild(uuid -> Optional.empty(), left::add, seen -> {})
                .done();
        assertThat(left).isEmpty();
        return done;
    }

    private void assertShows(long unread, Instant readUpTo) {
        assertThat(talk.entryOf(talk.one).unread()).isEqualTo(unread);
        assertThat(talk.entryOf(talk.one).readUpTo()).isEqualTo(readUpTo);
        assertThat(talk.groups
                        .status(talk.group.uuid(), talk.one.uuid())
                        .orElseThrow()
                        .row())
                .isEqualTo(talk.entryOf(talk.one));
    }
}
