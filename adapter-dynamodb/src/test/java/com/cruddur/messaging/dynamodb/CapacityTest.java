package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The cost of each use case, for items of up to 1 KB. */
class CapacityTest {
    private static final MessageText TEXT = new MessageText("m".repeat(570));

    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final DynamoDbClient plain = LocalDynamoDb.client();
    private String table;
    private Meter meter;
    private DynamoDbClient metered;
    private UseCases messaging;
    private UUID group;

    private void start(boolean groupIndex) {
        table = LocalDynamoDb.newTable(groupIndex);
        meter = new Meter(plain, table, groupIndex);
        metered = LocalDynamoDb.client(meter);
        messaging = people.on(metered, table);
        group = messaging
                .postFirst(bob.handle(), alice.handle(), TEXT, Optional.empty())
                .group();
        messaging.post(alice.handle(), group, TEXT, Optional.empty());
        meter.reset();
    }

    @AfterEach
    void close() {
        metered.close();
        plain.close();
    }

    @Test
    void listingMessagesIsOneQueryAndOneLookUpOfTheGroup() {
        start(false);
        for (int i = 0; i < 30; i++) {
            messaging.post(alice.handle(), group, TEXT, Optional.empty());
        }
        meter.reset();
        assertThat(messaging
                        .listMessages(bob.handle(), group, PageRequest.first())
                        .items())
                .hasSize(20);
        assertThat(meter.requests()).containsExactly("Query");
        // 21 items of some 850 bytes, in steps of 4 KB.
        assertThat(meter.readUnits()).isBetween(4.0, 5.0);
        assertThat(meter.writeUnits()).isZero();
    }

    @Test
    void aGroupIsLookedUpOnceByAnInstance() {
        start(false);
        UseCases restarted = people.on(metered, table);
        restarted.listMessages(bob.handle(), group, PageRequest.first());
        restarted.listMessages(alice.handle(), group, PageRequest.first());
        assertThat(meter.requests()).containsExactly("GetItem", "Query", "Query");
    }

    @Test
    void listingGroupsIsOneQuery() {
        start(false);
        for (int i = 0; i < 30; i++) {
            messaging.postFirst(alice.handle(), people.add("Somebody").handle(), TEXT, Optional.empty());
        }
        meter.reset();
        assertThat(messaging
                        .listMessageGroups(alice.handle(), PageRequest.first())
                        .items())
                .hasSize(20);
        assertThat(meter.requests()).containsExactly("Query");
        assertThat(meter.readUnits()).isBetween(4.0, 6.0);
    }

    @Test
    void postingIsOneTransactionOfFourUnits() {
        start(false);
        messaging.post(bob.handle(), group, TEXT, Optional.empty());
        assertCost(4, 0, "TransactWriteItems");
    }

    @Test
    void ofManyMessagesEachCostsTwoUnits() {
        start(false);
        MessageGroup ofPair = MessageGroup.of(group, alice.uuid(), bob.uuid());
        Instant later = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.MICROS);
        List<NewMessage> drafts = Stream.generate(() -> new NewMessage(UUID.randomUUID(), bob, TEXT, later))
                .limit(10)
                .toList();
        DynamoDbMessages messages = new DynamoDbMessages(metered, table);
        // An instance that has heard from DynamoDB before does not ask for its time.
        messages.newestFirst(group, Optional.empty(), 1);
        meter.reset();
        messages.appendAll(ofPair, drafts);
        assertCost(2 + 10 * 2, 0, "TransactWriteItems");
    }

    @Test
    void anIdempotencyKeyCostsTwoUnitsMore() {
        start(false);
        messaging.post(bob.handle(), group, TEXT, key());
        assertCost(6, 0, "TransactWriteItems");
    }

    @Test
    void theFirstMessageIsOneTransactionOfTwelveUnitsAfterOneLookUp() {
        start(false);
        messaging.postFirst(alice.handle(), people.add("Carol").handle(), TEXT, Optional.empty());
        assertCost(12, 1, "GetItem", "TransactWriteItems");
        meter.reset();
        messaging.postFirst(alice.handle(), people.add("Dave").handle(), TEXT, key());
        assertCost(14, 1, "GetItem", "TransactWriteItems");
    }

    @Test
    void movingTheRowsIsThreeReadsOfFourUnitsAndOneTransactionOfTen() {
        start(false);
        assertThat(messaging.refreshInboxes(group)).isTrue();
        assertCost(10, 4, "GetItem", "GetItem", "BatchGetItem", "TransactWriteItems");
    }

    @Test
    void rowsThatStandRightAreOnlyRead() {
        start(false);
        messaging.refreshInboxes(group);
        meter.reset();
        assertThat(messaging.refreshInboxes(group)).isFalse();
        assertThat(meter.requests()).containsExactly("GetItem", "GetItem");
        assertThat(meter.readUnits()).isEqualTo(2);
        assertThat(meter.writeUnits()).isZero();
    }

    @Test
    void theGroupIndexCostsFourUnitsWhenRowsMoveAndNoneWhenAMessageIsPosted() {
        start(true);
        messaging.post(bob.handle(), group, TEXT, Optional.empty());
        assertCost(4, 0, "TransactWriteItems");
        meter.reset();
        messaging.refreshInboxes(group);
        assertCost(14, 4, "GetItem", "GetItem", "BatchGetItem", "TransactWriteItems");
    }

    @Test
    void aMarkAtTheNewestMessageIsTwoReadsAndOneTransactionOfFourUnits() {
        start(false);
        Instant newest = newest();
        messaging.markRead(bob.handle(), group, newest);
        assertCost(4, 2, "GetItem", "GetItem", "TransactWriteItems");
    }

    @Test
    void aMarkThatIsNoNewsIsTwoReads() {
        start(false);
        Instant newest = newest();
        messaging.markRead(bob.handle(), group, newest);
        meter.reset();
        messaging.markRead(bob.handle(), group, newest);
        assertCost(0, 2, "GetItem", "GetItem");
    }

    @Test
    void anOlderMarkReadsTheMessagesThatItPasses() {
        start(false);
        Instant horizon = newest();
        messaging.markRead(bob.handle(), group, horizon);
        for (int i = 0; i < 30; i++) {
            messaging.post(alice.handle(), group, TEXT, Optional.empty());
        }
        Instant upTo = messaging
                .listMessages(bob.handle(), group, PageRequest.first())
                .items()
                .get(0)
                .createdAt();
        meter.reset();
        messaging.markRead(bob.handle(), group, upTo);
        assertThat(meter.requests()).containsExactly("GetItem", "GetItem", "Query", "TransactWriteItems");
        assertThat(meter.writeUnits()).isEqualTo(4);
        // 11 messages of some 800 bytes.
        assertThat(meter.readUnits()).isEqualTo(2 + 3);
    }

    @Test
    void theGroupIndexCostsOneUnitWhenMessagesAreMarked() {
        start(true);
        messaging.markRead(bob.handle(), group, newest());
        assertCost(5, 2, "GetItem", "GetItem", "TransactWriteItems");
    }

    @Test
    void oneGroupIsTwoReads() {
        start(false);
        assertThat(messaging.messageGroup(bob.handle(), group).row().unread()).isEqualTo(1);
        assertCost(0, 2, "GetItem", "GetItem");
    }

    /** Reads the messages, and forgets the cost. */
    private Instant newest() {
        List<Message> messages =
                messaging.listMessages(bob.handle(), group, PageRequest.first()).items();
        meter.reset();
        return messages.get(messages.size() - 1).createdAt();
    }

    private void assertCost(int writeUnits, double readUnits, String... requests) {
        assertThat(meter.requests()).containsExactly(requests);
        assertThat(meter.writeUnits()).isEqualTo(writeUnits);
        assertThat(meter.readUnits()).isEqualTo(readUnits);
        assertThat(meter.largest()).isLessThanOrEqualTo(1024);
    }

    private static Optional<IdempotencyKey> key() {
        return Optional.of(new IdempotencyKey(UUID.randomUUID().toString()));
    }
}
