package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that can be wrong with a group is found and mended. */
final class RebuildTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final World world = new World(people, people.on(client, table));
    private final TableRepair repair = repair(client);

    private TableRepair repair(DynamoDbClient any) {
        return Repairs.repair(any, table, Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** A contradiction that is planted in a group that was right. */
    enum Damage {
        NONE(),
        NO_ROWS_ITEM(Kind.ROWS_MISSING),
        NO_ROW(Kind.ROW_MISSING),
        NO_ROW_AT_ALL(Kind.ROW_MISSING),
        A_SECOND_ROW(Kind.ROW_DOUBLED),
        A_LATER_SECOND_ROW(Kind.ROW_DOUBLED),
        A_ROW_ELSEWHERE(Kind.ROW_MISPLACED),
        NOTHING_OF_THE_ROWS(Kind.ROWS_MISSING),
        ANOTHER_PREVIEW(Kind.ROW_WRONG),
        ANOTHER_TIME(Kind.ROW_WRONG),
        A_STRANGERS_ROW(Kind.ROW_OF_STRANGER),
        ROWS_BEHIND(Kind.ROWS_BEHIND),
        ROWS_AHEAD(Kind.ROWS_AHEAD),
        A_MESSAGE_AFTER_THE_HEAD(Kind.HEAD_BEHIND),
        A_LOST_MESSAGE(Kind.HEAD_WRONG),
        NO_PAIR(Kind.PAIR_MISSING),
        A_PAIR_OF_NOTHING(Kind.PAIR_WRONG, Kind.PAIR_WITHOUT_HEAD);

        private final Set<Kind> shows;

        Damage(Kind... shows) {
            this.shows = Set.of(shows);
        }
    }

    private void plant(Damage damage) {
        Map<String, AttributeValue> lower = rowOf(world.alice);
        switch (damage) {
            case NONE -> {}
            case NO_ROWS_ITEM -> delete(Keys.rows(world.group));
            case NO_ROW -> delete(lower);
            case NO_ROW_AT_ALL -> {
                delete(lower);
                delete(rowOf(world.bob));
            }
            case A_SECOND_ROW -> put(lower, Map.of("sk", "2026-01-01T00:00:00.000000+00:00", "muted", "yes"));
            case A_LATER_SECOND_ROW -> put(lower, Map.of("sk", "2126-01-01T00:00:00.000000+00:00", "muted", "yes"));
            case A_ROW_ELSEWHERE -> {
                put(lower, Map.of("sk", "2026-01-01T00:00:00.000000+00:00", "muted", "yes"));
                delete(lower);
            }
            case NOTHING_OF_THE_ROWS -> {
                delete(rowOf(world.bob));
                delete(lower);
                delete(Keys.rows(world.group));
            }
            case ANOTHER_PREVIEW -> put(lower, Map.of("message", "something else"));
            case ANOTHER_TIME -> put(lower, Map.of("message_created_at", "2026-01-01T00:00:00.000000+00:00"));
            case A_STRANGERS_ROW -> put(lower, Map.of("pk", Keys.inbox(world.carol.uuid())));
            case ROWS_BEHIND -> world.post();
            case ROWS_AHEAD ->
                put(item(Keys.rows(world.group)), Map.of("message_created_at", "2126-01-01T00:00:00.000000+00:00"));
            case A_MESSAGE_AFTER_THE_HEAD ->
                new ReferenceItems(client, table)
                        .message(world.group, world.bob, "2126-01-01T00:00:00.000000+00:00", "unseen");
            case A_LOST_MESSAGE ->
                delete(Keys.message(
                        world.group,
                        item(Keys.head(world.group)).get("message_created_at").s()));
            case NO_PAIR -> delete(Keys.pair(world.alice.uuid(), world.bob.uuid()));
            case A_PAIR_OF_NOTHING ->
                put(
                        item(Keys.pair(world.alice.uuid(), world.bob.uuid())),
                        Map.of("group_uuid", UUID.randomUUID().toString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void damageIsFoundAndMended(Damage damage) {
        world.refresh();
        TableCheck.assertWhole(client, table);
        plant(damage);
        List<Finding> found = verify();
        assertThat(found).extracting(Finding::kind).containsAll(damage.shows);
        assertThat(found.isEmpty()).isEqualTo(damage == Damage.NONE);
        assertThat(found)
                .filteredOn(it -> it.kind() != Kind.PAIR_WITHOUT_HEAD)
                .extracting(Finding::group)
                .allMatch(world.group.toString()::equals);

        assertThat(rebuild(repair)).isEmpty();
        assertThat(verify()).isEmpty();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        world.assertRowsStandAtTheNewest();
        assertThatARunAgainOnlyReads();
        if (Set.of(Damage.A_SECOND_ROW, Damage.A_LATER_SECOND_ROW, Damage.A_ROW_ELSEWHERE)
                .contains(damage)) {
            assertThat(rowOf(world.alice)).containsEntry("muted", AttributeValue.fromS("yes"));
        }
    }

    private void assertThatARunAgainOnlyReads() {
        Meter meter = new Meter(client, table, false);
        try (DynamoDbClient metered = LocalDynamoDb.client(meter)) {
            assertThat(repair(metered)
                            .rebuild(uuid -> Optional.empty(), it -> {}, it -> {})
                            .done())
                    .isZero();
        }
        assertThat(meter.requests()).containsOnly("Scan", "BatchGetItem");
    }

    private Map<String, AttributeValue> rowOf(User member) {
        MemberSlot side =
                world.alice.uuid().toString().compareTo(world.bob.uuid().toString()) < 0 == member.equals(world.alice)
                        ? MemberSlot.LOWER
                        : MemberSlot.HIGHER;
        return item(Keys.row(
                member.uuid(), item(Keys.rows(world.group)).get(side.place()).s()));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private void put(Map<String, AttributeValue> like, Map<String, String> but) {
        Map<String, AttributeValue> item = new HashMap<>(like);
        but.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        client.putItem(put -> put.tableName(table).item(item));
    }

    private void delete(Map<String, AttributeValue> item) {
        client.deleteItem(delete -> delete.tableName(table).key(new Item(item).key()));
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        long left = repair.verify(found::add, it -> {}).left();
        assertThat(left).isEqualTo(found.size());
        return found;
    }

    private static List<Finding> rebuild(TableRepair repair) {
        List<Finding> left = new ArrayList<>();
        repair.rebuild(uuid -> Optional.empty(), left::add, it -> {});
        return left;
    }
}
