package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Moves and renames where a read misses a write that has just been acknowledged, where others are always first, and where an item is damaged. */
@Timeout(60)
class StaleReadsTest {
    private static DynamoDbClient plain;
    private static String table;

    private final Talk talk = new Talk(plain, table);
    private final EarlierAnswers answers = new EarlierAnswers();

    @BeforeAll
    static void createTable() {
        plain = LocalDynamoDb.client();
        table = LocalDynamoDb.newTable(false);
    }

    @AfterAll
    static void close() {
        plain.close();
    }

    @Test
    void aRenameThatMissesTheNewestHeadMovesNoRowBack() {
        Map<String, AttributeValue> head = get(Keys.head(talk.group.uuid()));
        Message second = talk.post("second");
        talk.refresh();
        answers.answerOnce(head);

        assertThat(rename(answers)).isTrue();
        assertThat(answers.allGiven()).isTrue();
        assertBothShow(second);
    }

    @Test
    void aRenameThatMissesTheNewestHeadMovesRowsToTheNewestMessage() {
        Map<String, AttributeValue> head = get(Keys.head(talk.group.uuid()));
        Message second = talk.post("second");
        answers.answerOnce(head);

        assertThat(rename(answers)).isTrue();
        assertThat(answers.allGiven()).isTrue();
        assertBothShow(second);
    }

    @Test
    void aMoveKeepsAnAttributeOfAnotherProgramInARowThatItsReadMisses() {
        Map<String, AttributeValue> row = row(talk.two);
        plain.updateItem(update -> update.tableName(table)
                .key(row)
                .updateExpression("SET pinned = :yes")
                .expressionAttributeValues(Map.of(":yes", AttributeValue.fromBool(true))));
        talk.post("second");
        answers.missOnce(row);

        assertThat(inboxes(answers).refresh(talk.group.uuid())).isTrue();
        assertThat(answers.allGiven()).isTrue();
        assertThat(get(row(talk.two))).containsEntry("pinned", AttributeValue.fromBool(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yyyy-MM-dd'T'HH:mm:ssxxx", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx", "yyyy-MM-dd'T'HH:mm:ss.SSSxxx"
            })
    void rowsAndHeadsWhoseTimesHaveAnotherFormMoveOnce(String form) {
        setTime(Keys.rows(talk.group.uuid()), form, talk.begun.truncatedTo(ChronoUnit.SECONDS));
        setTime(
                Keys.head(talk.group.uuid()),
                form,
                talk.begun.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));

        assertThat(talk.refresh()).isTrue();
        assertThat(talk.refresh()).isFalse();
        assertThat(rename()).isTrue();
        assertBothShow(talk.post("second"), talk.refresh());
    }

    @Test
    void aHeadWithMoreDigitsThanOursIsFollowedOnce() {
        String time = TimeText.of(talk.begun.plusSeconds(1)).replace("+00:00", "789+00:00");
        set(Keys.head(talk.group.uuid()), time);

        assertThat(talk.refresh()).isTrue();
        assertThat(talk.refresh()).isFalse();
        assertThat(talk.entryOf(talk.two).lastMessageAt()).isEqualTo(TimeText.parse(time));
    }

    @Test
    void aMoveGivesUpWhereOthersAreAlwaysFirst() {
        AtomicInteger moves = new AtomicInteger();
        GroupRows rows = new BeforeWrite(talk.groups.inboxRows(), group -> {
            moves.incrementAndGet();
            talk.post("second");
            talk.refresh();
            talk.post("third");
        });
        talk.post("second");
        assertThatThrownBy(() -> new Inboxes(rows).refresh(talk.group.uuid())).isInstanceOf(ContestedException.class);
        assertThat(moves).hasValueBetween(2, 100);
    }

    @Test
    void aRenameGivesUpWhereOthersAreAlwaysFirst() {
        ExecutionInterceptor othersFirst = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest) {
                    talk.post("again");
                    talk.refresh();
                }
            }
        };
        assertThatThrownBy(() -> rename(othersFirst)).isInstanceOf(ContestedException.class);
    }

    @Test
    void aHeadThatCannotBeReadDoesNotKeepOtherGroupsFromARename() {
        People people = new People();
        UseCases messaging = people.on(plain, table);
        World damaged = new World(people, messaging);
        UUID sound = messaging
                .postFirst(damaged.alice.handle(), damaged.carol.handle(), damaged.text, damaged.key)
                .group();
        // The newest group is the first to be renamed.
        damaged.post();
        damaged.refresh();
        set(Keys.head(damaged.group), "no time");

        assertThatThrownBy(() -> new Inboxes(talk.groups.inboxRows()).rename(damaged.aliceRenamed))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(damaged.group.toString())
                .hasMessageNotContaining(sound.toString());
        assertThat(damaged.inbox(damaged.carol)).extracting(InboxEntry::other).containsExactly(damaged.aliceRenamed);
    }

    private boolean rename(ExecutionInterceptor... interceptors) {
        try (DynamoDbClient client = LocalDynamoDb.client(interceptors)) {
            return new DynamoDbMessageGroups(client, table).inboxRows().rename(talk.group.uuid(), talk.renamed());
        }
    }

    private static Inboxes inboxes(ExecutionInterceptor interceptor) {
        return new Inboxes(new DynamoDbMessageGroups(LocalDynamoDb.client(interceptor), table).inboxRows());
    }

    private void assertBothShow(Message newest, boolean moved) {
        assertThat(moved).isTrue();
        assertBothShow(newest);
    }

    private void assertBothShow(Message newest) {
        assertThat(talk.entryOf(talk.two).other()).isEqualTo(talk.renamed());
        for (User member : List.of(talk.one, talk.two)) {
            assertThat(talk.entryOf(member).preview()).isEqualTo(newest.text());
            assertThat(talk.entryOf(member).lastMessageAt()).isEqualTo(newest.createdAt());
        }
        assertThat(talk.rows().areBehind()).isFalse();
    }

    private Map<String, AttributeValue> row(User member) {
        InboxRows rows = talk.rows();
        String place = rows.lower().member().uuid().equals(member.uuid())
                ? rows.lower().place()
                : rows.higher().place();
        return Keys.row(member.uuid(), place);
    }

    private static void setTime(Map<String, AttributeValue> key, String form, Instant time) {
        set(key, DateTimeFormatter.ofPattern(form).format(time.atOffset(ZoneOffset.UTC)));
    }

    private static void set(Map<String, AttributeValue> key, String time) {
        plain.updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("SET message_created_at = :time")
                .expressionAttributeValues(Map.of(":time", AttributeValue.fromS(time))));
    }

    private static Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return plain.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
