package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.Faults.Scope;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Many messages in one write: in their order, after all others, and never some of them. */
final class AppendAllTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final int MANY = DynamoDbStore.MOST_AT_ONCE;

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

    @BeforeEach
    void open() {
        groups.open(group, bob, draft(alice, "hello", NOW));
    }

    @AfterEach
    void nothingInTheTableIsHalfDone() {
        assertThat(TableCheck.assertWhole(plain, table)).isPositive();
        faulty.close();
        plain.close();
    }

    @Test
    void asManyAsATransactionTakesAreStoredAsSent() {
        List<NewMessage> drafts = drafts(MANY, NOW.plusSeconds(60));
        List<Message> stored = messages.appendAll(group, drafts);

        assertThat(stored)
                .containsExactlyElementsOf(drafts.stream()
                        .map(it -> it.storedIn(group.uuid(), it.now()))
                        .toList());
        assertThat(history()).hasSize(1 + MANY).endsWith(stored.toArray(Message[]::new));
    }

    @Test
    void theyComeAfterTheStoredMessagesAlsoByAClockThatIsBehind() {
        List<Message> stored = messages.appendAll(group, drafts(3, NOW.minus(Duration.ofDays(1))));

        assertThat(stored)
                .extracting(Message::createdAt)
                .containsExactly(NOW.plusNanos(1_000), NOW.plusNanos(2_000), NOW.plusNanos(3_000));
        assertThat(history()).endsWith(stored.toArray(Message[]::new));
    }

    @Test
    void theHeadNamesTheNewestAndItsMembersAsTheyAreNow() {
        User renamed = new User(alice.uuid(), "Alice B", "aliceb");
        messages.appendAll(
                group, List.of(draft(bob, "hi", NOW.plusSeconds(1)), draft(renamed, "it is me", NOW.plusSeconds(2))));

        groups.inboxRows().move(groups.inboxRows().rows(group.uuid()).orElseThrow());
        assertThat(groups.inboxRows().inbox(bob.uuid(), Optional.empty(), 10).items())
                .singleElement()
                .matches(it -> it.preview().equals("it is me"))
                .matches(it -> it.other().equals(renamed));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONFLICT", "THROTTLED_IN_TRANSACTION", "THROTTLED", "THROTTLED_AFTERWARDS"})
    void theyAreStoredOnceWhateverWasInTheWay(Kind kind) {
        faults.arm(kind, Scope.ONE_CALL, 1);
        List<Message> stored = messages.appendAll(group, drafts(3, NOW.plusSeconds(60)));

        assertThat(faults.struck()).isTrue();
        assertThat(history()).hasSize(4).endsWith(stored.toArray(Message[]::new));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ANSWER_LOST", "REQUEST_LOST"})
    void theyAreStoredOnceThoughOthersFollowedMeanwhile(Kind kind) {
        faults.arm(kind, Scope.ONE_ATTEMPT, 1);
        faults.andThen(() ->
                new DynamoDbMessages(plain, table).append(group, draft(alice, "more", NOW.plus(Duration.ofHours(1)))));
        List<Message> stored = messages.appendAll(group, drafts(3, NOW.plusSeconds(60)));

        assertThat(faults.struck()).isTrue();
        assertThat(history()).hasSize(5).containsAll(stored);
    }

    @Test
    void theyAreRecognisedWhereOnlyTheHeadSpeaksAgainstThem() {
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, 1);
        faults.thenCancel(() -> List.of(Optional.of(head()), Optional.empty(), Optional.empty()));
        List<NewMessage> drafts = drafts(2, NOW.plusSeconds(60));

        assertThat(messages.appendAll(group, drafts))
                .extracting(Message::createdAt)
                .containsExactly(drafts.get(0).now(), drafts.get(1).now());
        assertThat(faults.struck()).isTrue();
        assertThat(history()).hasSize(3);
    }

    private Map<String, AttributeValue> head() {
        return plain.getItem(
                        get -> get.tableName(table).key(Keys.head(group.uuid())).consistentRead(true))
                .item();
    }

    @Test
    void ofAFailureNothingIsLeft() {
        faults.arm(Kind.SERVER_ERROR, Scope.ONE_CALL, 1);
        assertThatThrownBy(() -> messages.appendAll(group, drafts(3, NOW.plusSeconds(60))))
                .isInstanceOf(StorageException.class);

        assertThat(history()).hasSize(1);
    }

    @Test
    void placesTakenByAProgramThatKnowsNoHeadsAreLeftToIt() {
        Instant taken = NOW.plusSeconds(60);
        Message alien = draft(bob, "from there", taken).storedIn(group.uuid(), taken);
        plain.putItem(put -> put.tableName(table).item(Items.message(alien)));
        List<Message> stored = messages.appendAll(group, drafts(2, taken));

        assertThat(stored.get(0).createdAt()).isEqualTo(taken.plusNanos(1_000));
        assertThat(history()).hasSize(4).contains(alien);

        List<NewMessage> across = drafts(2, taken.plusSeconds(4));
        Message amid = draft(bob, "from there", across.get(1).now())
                .storedIn(group.uuid(), across.get(1).now());
        plain.putItem(put -> put.tableName(table).item(Items.message(amid)));
        assertThatThrownBy(() -> messages.appendAll(group, across)).isInstanceOf(StorageException.class);
        assertThat(history()).hasSize(5);
        plain.deleteItem(
                delete -> delete.tableName(table).key(Keys.message(group.uuid(), TimeText.of(amid.createdAt()))));
    }

    @Test
    void strangersAndGroupsThatAreNotThereAreRefused() {
        User carol = people.add("Carol");
        assertThatThrownBy(() -> messages.appendAll(group, List.of(draft(carol, "hi", NOW))))
                .isInstanceOf(MessagingException.class);
        MessageGroup nowhere = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
        assertThatThrownBy(() -> messages.appendAll(nowhere, drafts(2, NOW))).isInstanceOf(MessagingException.class);
        MessageGroup posing = MessageGroup.of(group.uuid(), alice.uuid(), carol.uuid());
        assertThatThrownBy(() -> messages.appendAll(posing, List.of(draft(carol, "hi", NOW.plusSeconds(1)))))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void unsuitableMessagesAreRefused() {
        Idempotency idempotency = new Idempotency(new IdempotencyKey("key"), "fingerprint");
        NewMessage withKey = new NewMessage(UUID.randomUUID(), alice, new MessageText("hi"), NOW, idempotency);
        for (List<NewMessage> drafts : List.of(List.<NewMessage>of(), List.of(withKey), drafts(MANY + 1, NOW))) {
            assertThatThrownBy(() -> messages.appendAll(group, drafts)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<Message> history() {
        List<Message> history = new ArrayList<>(
                messages.newestFirst(group.uuid(), Optional.empty(), 1_000).items());
        Collections.reverse(history);
        return history;
    }

    /** Both talk in turn, every other second. */
    private List<NewMessage> drafts(int count, Instant first) {
        return IntStream.range(0, count)
                .mapToObj(i -> draft(i % 2 == 0 ? bob : alice, "line " + i, first.plusSeconds(2L * i)))
                .toList();
    }

    private static NewMessage draft(User sender, String text, Instant now) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now);
    }
}
