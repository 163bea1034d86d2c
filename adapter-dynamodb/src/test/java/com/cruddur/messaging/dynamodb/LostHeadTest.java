package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table that was restored holds some items of a transaction and not all: a pair item, and no head. */
final class LostHeadTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final UseCases messaging = people.on(client, table);
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final UUID group = messaging
            .postFirst(alice.handle(), bob.handle(), new MessageText("one"), Optional.empty())
            .group();
    private final TableRepair repair = Repairs.repair(client, table, Duration.ofMillis(20));

    @AfterEach
    void close() {
        client.close();
    }

    /** The other items that are lost. */
    enum Lost {
        HEAD_ALONE,
        ROWS_ITEM,
        ROWS_ITEM_AND_A_ROW,
        ROWS_ITEM_AND_ROWS,
        ROWS,
        MESSAGES,
        ALL_BUT_THE_ROWS_ITEM,
        ALL
    }

    private void lose(Lost lost) {
        delete(Keys.head(group));
        if (Set.of(Lost.ROWS_ITEM, Lost.ROWS_ITEM_AND_A_ROW, Lost.ROWS_ITEM_AND_ROWS, Lost.ALL)
                .contains(lost)) {
            delete(Keys.rows(group));
        }
        if (Set.of(Lost.ROWS_ITEM_AND_A_ROW, Lost.ROWS_ITEM_AND_ROWS, Lost.ROWS, Lost.ALL, Lost.ALL_BUT_THE_ROWS_ITEM)
                .contains(lost)) {
            deleteAll(Keys.inbox(alice.uuid()));
        }
        if (Set.of(Lost.ROWS_ITEM_AND_ROWS, Lost.ROWS, Lost.ALL, Lost.ALL_BUT_THE_ROWS_ITEM)
                .contains(lost)) {
            deleteAll(Keys.inbox(bob.uuid()));
        }
        if (Set.of(Lost.MESSAGES, Lost.ALL, Lost.ALL_BUT_THE_ROWS_ITEM).contains(lost)) {
            deleteAll(Keys.messages(group));
        }
    }

    private static boolean hasMessages(Lost lost) {
        return !Set.of(Lost.MESSAGES, Lost.ALL, Lost.ALL_BUT_THE_ROWS_ITEM).contains(lost);
    }

    @ParameterizedTest
    @EnumSource
    void itIsFoundAndMended(Lost lost) {
        lose(lost);
        assertThat(verify()).contains(Repairs.finding(Kind.PAIR_WITHOUT_HEAD, group));
        List<Finding> left = new ArrayList<>();
        Map<UUID, User> directory = Map.of(alice.uuid(), alice, bob.uuid(), bob);
        repair.rebuild(uuid -> Optional.ofNullable(directory.get(uuid)), left::add, seen -> {});
        assertThat(left).isEmpty();
        assertThat(verify()).isEmpty();
        boolean gone = Set.of(Lost.ALL, Lost.ALL_BUT_THE_ROWS_ITEM).contains(lost);
        assertWorks(gone ? Optional.empty() : Optional.of(group), hasMessages(lost) ? List.of("one") : List.of());
    }

    @ParameterizedTest
    @EnumSource
    void theNextFirstContactFindsAndMendsIt(Lost lost) {
        lose(lost);
        assertWorks(Optional.of(group), hasMessages(lost) ? List.of("one") : List.of());
    }

    /** @param expected the group that it has to be; empty for a new one */
    private void assertWorks(Optional<UUID> expected, List<String> before) {
        UseCases restarted = people.on(client, table);
        List<String> said = new ArrayList<>(before);
        Message first = restarted.postFirst(bob.handle(), alice.handle(), new MessageText("hello"), Optional.empty());
        said.add("hello");
        expected.ifPresent(it -> assertThat(first.group()).isEqualTo(it));
        restarted.refreshInboxes(first.group());
        for (User user : List.of(alice, bob)) {
            assertThat(history(restarted, user, first.group()))
                    .extracting(Message::text)
                    .containsExactlyElementsOf(said);
            assertThat(restarted
                            .listMessageGroups(user.handle(), PageRequest.first())
                            .items())
                    .extracting(InboxEntry::preview)
                    .containsExactly("hello");
        }
        assertThat(restarted
                        .postFirst(alice.handle(), bob.handle(), new MessageText("again"), Optional.empty())
                        .group())
                .isEqualTo(first.group());
        restarted.refreshInboxes(first.group());
        assertThat(verify()).isEmpty();
    }

    @Test
    void aMemberWithoutAnyNameIsLeftAndReported() {
        lose(Lost.ROWS_ITEM_AND_ROWS);
        List<Finding> left = new ArrayList<>();
        repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        assertThat(left).extracting(Finding::kind).containsOnly(Kind.PAIR_WITHOUT_HEAD, Kind.HEAD_MISSING);
        assertThat(new DynamoDbMessages(client, table)
                        .newestFirst(group, Optional.empty(), 20)
                        .items())
                .hasSize(1);
    }

    @Test
    void twoFirstContactsAtOnceMendItOnce() throws Exception {
        lose(Lost.ALL);
        List<UUID> groups = Together.run(
                6,
                runner -> people.on(client, table)
                        .postFirst(
                                (runner % 2 == 0 ? alice : bob).handle(),
                                (runner % 2 == 0 ? bob : alice).handle(),
                                new MessageText("from " + runner),
                                Optional.empty())
                        .group());
        assertThat(groups).containsOnly(group);
        messaging.refreshInboxes(group);
        assertThat(history(messaging, alice, group)).hasSize(6);
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        repair.verify(found::add, seen -> {});
        return found;
    }

    private void deleteAll(String partition) {
        client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .consistentRead(true)
                        .expressionAttributeValues(Map.of(":pk", Keys.string(partition))))
                .items()
                .forEach(it -> delete(new Item(it).key()));
    }

    private void delete(Map<String, AttributeValue> key) {
        client.deleteItem(delete -> delete.tableName(table).key(key));
    }
}
