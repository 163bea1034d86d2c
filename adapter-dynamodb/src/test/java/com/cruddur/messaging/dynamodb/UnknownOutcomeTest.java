package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.Faults.Scope;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A transaction was written, the adapter does not know, and tries again with another token. */
class UnknownOutcomeTest {
    /** A move reads the rows first. */
    private static final int TRANSACTION_OF_MOVE = 2;

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final Faults faults = new Faults();
    private final DynamoDbClient plain = LocalDynamoDb.client();
    private final DynamoDbClient faulty = LocalDynamoDb.client(faults);
    private final String table = LocalDynamoDb.newTable(false);
    private final StoreClock clock = new StoreClock();
    private final DynamoDbMessages messages = new DynamoDbMessages(faulty, table, Transactions.PATIENCE, clock);
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(faulty, table, Transactions.PATIENCE, clock);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());

    /** So that no call is made for the store's time alone. */
    @BeforeEach
    void hearFromTheStore() {
        groups.find(group.uuid());
    }

    @AfterEach
    void nothingInTheTableIsHalfDone() {
        assertThat(TableCheck.assertWhole(plain, table)).isPositive();
        faulty.close();
        plain.close();
    }

    @Test
    void aGroupThatWasOpenedIsRecognised() {
        NewMessage draft = draft(alice, "hello", 0);
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, 1);
        assertThat(groups.open(group, bob, draft)).contains(draft.storedIn(group.uuid(), NOW));
        assertThat(faults.struck()).isTrue();
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void aGroupOfTheSameUuidThatSomebodyElseOpenedIsNotTakenForOnesOwn() {
        groups.open(group, alice, draft(bob, "hello", 1));
        assertThat(groups.open(group, bob, draft(alice, "hello too", 0))).isEmpty();
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void aMessageThatWasWrittenIsRecognised() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, 1);
        assertThat(messages.append(group, draft)).isEqualTo(draft.storedIn(group.uuid(), draft.now()));
        assertThat(faults.struck()).isTrue();
        assertThat(texts()).containsExactly("hi", "hello");
    }

    @Test
    void aMessageThatWasWrittenIsRecognisedAfterOthersFollowed() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.ANSWER_LOST, Scope.ONE_ATTEMPT, 1);
        faults.andThen(() -> new DynamoDbMessages(plain, table).append(group, draft(alice, "more", 2)));
        assertThat(messages.append(group, draft)).isEqualTo(draft.storedIn(group.uuid(), draft.now()));
        assertThat(texts()).containsExactly("more", "hi", "hello");
    }

    @Test
    void aMessageThatWasWrittenIsRecognisedWhereOnlyTheHeadSpeaksAgainstIt() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, 1);
        faults.thenCancel(() -> List.of(Optional.of(item(Keys.head(group.uuid()))), Optional.empty()));
        assertThat(messages.append(group, draft)).isEqualTo(draft.storedIn(group.uuid(), draft.now()));
        assertThat(faults.struck()).isTrue();
        assertThat(texts()).containsExactly("hi", "hello");
    }

    @Test
    void aMessageThatWasWrittenIsRecognisedWhereOnlyItsPlaceSpeaksAgainstIt() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, 1);
        String time = TimeText.of(draft.now());
        faults.thenCancel(() -> List.of(Optional.empty(), Optional.of(item(Keys.message(group.uuid(), time)))));
        assertThat(messages.append(group, draft)).isEqualTo(draft.storedIn(group.uuid(), draft.now()));
        assertThat(texts()).containsExactly("hi", "hello");
    }

    @Test
    void aMessageThatWasNotWrittenIsWrittenOnceThoughItsFateWasUnknown() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.REQUEST_LOST, Scope.ONE_ATTEMPT, 1);
        faults.andThen(() -> new DynamoDbMessages(plain, table).append(group, draft(alice, "more", 2)));
        Message stored = messages.append(group, draft);
        assertThat(stored.createdAt()).isEqualTo(NOW.plusSeconds(2).plusNanos(1_000));
        assertThat(texts()).containsExactly("hi", "more", "hello");
    }

    /** Another instance that is posting all the while would be ahead of it for ever. */
    @Test
    void afterATryThatSurelyWroteNothingTheTimeIsThatOfTheNext() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.CONFLICT, Scope.ONE_ATTEMPT, 1);
        assertThat(messages.append(group, draft).createdAt()).isAfter(draft.now());
        assertThat(faults.struck()).isTrue();
    }

    /** By its time it would be recognised if it had been written. */
    @Test
    void afterATryOfUnknownOutcomeTheTimeStays() {
        groups.open(group, bob, draft(alice, "hello", 0));
        NewMessage draft = draft(bob, "hi", 1);
        faults.arm(Kind.THROTTLED, Scope.ONE_CALL, 1);
        assertThat(messages.append(group, draft).createdAt()).isEqualTo(draft.now());
        assertThat(faults.struck()).isTrue();
    }

    @Test
    void aMoveThatWasMadeIsRecognised() {
        groups.open(group, bob, draft(alice, "hello", 0));
        messages.append(group, draft(bob, "hi", 1));
        InboxRows rows = groups.inboxRows().rows(group.uuid()).orElseThrow();
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, TRANSACTION_OF_MOVE);
        assertThat(groups.inboxRows().move(rows)).isTrue();
        assertThat(faults.struck()).isTrue();
        assertThat(groups.inboxRows().rows(group.uuid()).orElseThrow().areBehind())
                .isFalse();
    }

    @Test
    void aMoveThatSomebodyElseMadeMeanwhileIsNotOnesOwn() {
        groups.open(group, bob, draft(alice, "hello", 0));
        messages.append(group, draft(bob, "hi", 1));
        InboxRows rows = groups.inboxRows().rows(group.uuid()).orElseThrow();
        faults.arm(Kind.CONFLICT, Scope.ONE_CALL, TRANSACTION_OF_MOVE);
        faults.andThen(() -> assertThat(
                        new DynamoDbMessageGroups(plain, table).inboxRows().move(rows))
                .isTrue());
        assertThat(groups.inboxRows().move(rows)).isFalse();
    }

    private List<String> texts() {
        return messages.newestFirst(group.uuid(), Optional.empty(), 100).items().stream()
                .map(Message::text)
                .toList();
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return plain.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private static NewMessage draft(User sender, String text, int seconds) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), NOW.plusSeconds(seconds));
    }
}
