package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A head, rows, pair or key item may hold anything: it is named, nothing breaks in another way, and other groups go on. */
final class UnreadableOwnItemTest {
    private static final DynamoDbClient CLIENT = LocalDynamoDb.client();
    private static final String TABLE = LocalDynamoDb.newTable(false);

    private final People people = new People();
    private final UseCases messaging = people.on(CLIENT, TABLE);
    private final World world = new World(people, messaging);
    private final World other = new World(people, messaging);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    static Stream<Arguments> damage() {
        List<Arguments> all = new ArrayList<>();
        Map<String, List<String>> attributes = Map.of(
                "HEAD", List.of("lower_uuid", "higher_handle", "message", "message_created_at"),
                "ROWS", List.of("lower_sk", "higher_sk", "message_created_at"),
                "PAIR", List.of("group_uuid"),
                "SENT",
                        List.of(
                                "fingerprint",
                                "group_uuid",
                                "message_uuid",
                                "message_created_at",
                                "user_handle",
                                "expires_at"));
        attributes.forEach((kind, names) -> names.forEach(name -> {
            all.add(Arguments.of(kind, name, Optional.empty()));
            all.add(Arguments.of(kind, name, Optional.of(AttributeValue.fromN("1.5"))));
            if (!name.endsWith("handle") && !name.equals("message") && !name.equals("fingerprint")) {
                all.add(Arguments.of(kind, name, Optional.of(AttributeValue.fromS("yesterday"))));
                all.add(Arguments.of(kind, name, Optional.of(AttributeValue.fromS("\0"))));
                all.add(Arguments.of(kind, name, Optional.of(AttributeValue.fromS(""))));
            }
        }));
        all.add(Arguments.of("HEAD", "message_created_at", last()));
        return all.stream();
    }

    /** No message can follow it. */
    private static Optional<AttributeValue> last() {
        return Optional.of(AttributeValue.fromS("9999-12-31T23:59:59.999999+00:00"));
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("damage")
    void itIsAStorageFailureOfItsOwnGroupAlone(String kind, String attribute, Optional<AttributeValue> value) {
        ItemKey bad = damage(TABLE, world, messaging, Arguments.of(kind, attribute, value));

        UseCases restarted = people.on(CLIENT, TABLE);
        List<ThrowingCallable> calls = List.of(
                () -> restarted.refreshInboxes(world.group),
                () -> restarted.listMessages(world.alice.handle(), world.group, PageRequest.first()),
                () -> restarted.listMessageGroups(world.alice.handle(), PageRequest.first()),
                () -> restarted.post(world.alice.handle(), world.group, world.text, world.key),
                () -> restarted.post(world.alice.handle(), world.group, world.text, Optional.empty()),
                () -> messaging.post(world.alice.handle(), world.group, world.text, Optional.empty()),
                () -> restarted.postFirst(world.alice.handle(), world.bob.handle(), world.text, Optional.empty()),
                () -> restarted.listMessageGroups(world.bob.handle(), PageRequest.first()));
        List<Throwable> failures = calls.stream()
                .map(UnreadableOwnItemTest::failure)
                .flatMap(Optional::stream)
                .toList();
        // The answer to a key does not depend on when it expires, once the key is known to be in use.
        assertThat(failures.isEmpty()).isEqualTo(attribute.equals("expires_at"));
        assertThat(failures)
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOf(UnreadableItemException.class)
                        .hasMessageContaining(bad.toString())
                        .hasMessageNotContaining(world.text.value()));

        Inboxes inboxes = new Inboxes(new DynamoDbMessageGroups(CLIENT, TABLE).inboxRows());
        assertThat(inboxes.refreshAll(List.of(world.group, other.group))).doesNotContainKey(other.group);
        other.assertRowsStandAtTheNewest();
    }

    private static Optional<Throwable> failure(ThrowingCallable call) {
        try {
            call.call();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    @Test
    void verifyNamesEachOfThemAndTheRepairsMendTheOthers() {
        String table = LocalDynamoDb.newTable(false);
        People others = new People();
        UseCases there = others.on(CLIENT, table);
        List<Finding> expected = damage().map(
                        it -> Repairs.unreadable(damage(table, new World(others, there), there, it)))
                .toList();
        World good = new World(others, there);
        CLIENT.deleteItem(delete -> delete.tableName(table).key(Keys.rows(good.group)));

        TableRepair repair = Repairs.repair(CLIENT, table, Duration.ofMillis(1));
        List<Finding> found = new ArrayList<>();
        repair.verify(found::add, seen -> {});
        assertThat(found).containsAll(expected).contains(Repairs.finding(Kind.ROWS_MISSING, good.group));
        List<Finding> left = new ArrayList<>();
        repair.adopt(user -> Optional.empty(), left::add, seen -> {});
        assertThat(left).containsAll(expected);
        left.clear();
        repair.rebuild(user -> Optional.empty(), left::add, seen -> {});
        assertThat(left).containsAll(expected).extracting(Finding::group).doesNotContain(good.group.toString());
        good.assertRowsStandAtTheNewest();
    }

    private static ItemKey damage(String table, World world, UseCases messaging, Arguments how) {
        messaging.post(world.alice.handle(), world.group, world.text, world.key);
        Map<String, AttributeValue> item = item(table, world, (String) how.get()[0]);
        Map<String, AttributeValue> damaged = damaged(item, (String) how.get()[1], (Optional<?>) how.get()[2]);
        CLIENT.putItem(put -> put.tableName(table).item(damaged));
        return new ItemKey(item.get("pk").s(), item.get("sk").s());
    }

    private static Map<String, AttributeValue> damaged(
            Map<String, AttributeValue> item, String attribute, Optional<?> value) {
        Map<String, AttributeValue> damaged = new HashMap<>(item);
        damaged.remove(attribute);
        value.ifPresent(it -> damaged.put(attribute, (AttributeValue) it));
        return damaged;
    }

    private static Map<String, AttributeValue> item(String table, World world, String kind) {
        Map<String, AttributeValue> key = switch (kind) {
            case "HEAD" -> Keys.head(world.group);
            case "ROWS" -> Keys.rows(world.group);
            case "PAIR" -> Keys.pair(world.alice.uuid(), world.bob.uuid());
            default -> Keys.sent(world.alice.uuid(), world.key.orElseThrow());
        };
        return CLIENT.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
