package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Adoption and mending that stop anywhere, and are run again. */
final class RepairFaultsTest {
    private static final String EARLY = "2025-12-31T23:59:59.999999+00:00";
    private static final String LATE = "2026-03-01T10:15:30.123456+00:00";

    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final ReferenceItems reference = new ReferenceItems(client, table);
    private final People people = new People();
    private int groups;

    @AfterEach
    void close() {
        client.close();
    }

    /** A group of the reference with two rows of one member and none of the other, and one of ours that is as bad. */
    private List<User> damage() {
        User alice = people.add("Alice");
        User bob = people.add("Bob");
        UUID group = UUID.randomUUID();
        reference.message(group, alice, EARLY, "hello");
        reference.message(group, bob, LATE, "hi");
        reference.row(group, alice, bob, EARLY, "hello");
        reference.row(group, alice, bob, LATE, "hi");

        World world = new World(people, people.on(client, table));
        Map<String, AttributeValue> row = client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Keys.string(Keys.inbox(world.alice.uuid())))))
                .items()
                .get(0);
        Map<String, AttributeValue> second = new HashMap<>(row);
        second.put("sk", Keys.string(EARLY));
        client.putItem(put -> put.tableName(table).item(second));
        client.deleteItem(delete -> delete.tableName(table).key(Keys.rows(world.group)));
        client.deleteItem(delete -> delete.tableName(table).key(Keys.pair(world.alice.uuid(), world.bob.uuid())));
        groups += 2;
        return List.of(alice, world.alice, world.bob);
    }

    private List<Finding> mend(DynamoDbClient any) {
        List<Finding> left = new ArrayList<>();
        TableRepair repair = Repairs.repair(any, table, Duration.ofMillis(1));
        repair.adopt(uuid -> Optional.empty(), left::add, seen -> {});
        repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        return left;
    }

    private void assertMended() {
        assertThat(mend(client)).isEmpty();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(groups);
    }

    @Test
    void aCrashAtAnyWriteIsMendedByTheNextRun() {
        damage();
        CrashAtWrite never = new CrashAtWrite(Integer.MAX_VALUE, false);
        try (DynamoDbClient counted = LocalDynamoDb.client(never)) {
            assertThat(mend(counted)).isEmpty();
        }
        assertThat(never.writes()).isGreaterThan(5);
        for (int write = 1; write <= never.writes(); write++) {
            crash(write, false);
            crash(write, true);
        }
    }

    private void crash(int write, boolean done) {
        List<User> withRow = damage();
        try (DynamoDbClient crashing = LocalDynamoDb.client(new CrashAtWrite(write, done))) {
            assertThatThrownBy(() -> mend(crashing)).isInstanceOf(StorageException.class);
        }
        assertThat(withRow).allMatch(this::hasRow);
        assertMended();
    }

    private boolean hasRow(User user) {
        return client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Keys.string(Keys.inbox(user.uuid())))))
                .hasItems();
    }

    @Test
    void conflictsAndLostAnswersAreGotOver() {
        long seed = Long.getLong("messaging.seed", System.nanoTime());
        try (DynamoDbClient faulty = LocalDynamoDb.client(new RandomFaults(seed))) {
            for (int i = 0; i < 8; i++) {
                damage();
            }
            assertThat(mendInSpiteOfFaults(faulty))
                    .describedAs("-Dmessaging.seed=%d", seed)
                    .isEmpty();
            assertMended();
        }
    }

    /** Three lost answers in a row end a run. */
    private List<Finding> mendInSpiteOfFaults(DynamoDbClient faulty) {
        for (int run = 1; ; run++) {
            try {
                return mend(faulty);
            } catch (StorageException e) {
                assertThat(run).isLessThan(20);
            }
        }
    }

    @Test
    void manyMendAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            damage();
        }
        Together.run(4, runner -> mend(client));
        assertMended();
    }
}
