package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Verifying and mending while people write. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LiveRepairTest {
    private static final int GROUPS = 6;
    private static final int WRITERS = 3;

    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final UseCases messaging = people.on(client, table);
    private final TableRepair repair = Repairs.repair(client, table, Duration.ofMillis(500));
    private final List<Pair> pairs = Stream.generate(this::pair).limit(GROUPS).toList();

    private final AtomicInteger written = new AtomicInteger();

    private record Pair(User one, User another, UUID group) {}

    private Pair pair() {
        User one = people.add("One");
        User another = people.add("Another");
        UUID group = messaging
                .postFirst(one.handle(), another.handle(), new MessageText("first"), Optional.empty())
                .group();
        return new Pair(one, another, group);
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** Posts to all groups in turn, as long as {@code busy}, and moves the rows where that is possible. */
    private List<Message> write(AtomicBoolean busy) {
        List<Message> acknowledged = new ArrayList<>();
        for (int i = 0; busy.get(); i++) {
            Pair pair = pairs.get(i % GROUPS);
            User sender = i % 2 == 0 ? pair.one : pair.another;
            acknowledged.add(
                    messaging.post(sender.handle(), pair.group, new MessageText("message " + i), Optional.empty()));
            written.incrementAndGet();
            refresh(pair.group);
        }
        return acknowledged;
    }

    private void refresh(UUID group) {
        try {
            messaging.refreshInboxes(group);
        } catch (StorageException notWhereTheyAreOnRecord) {
            // As for the service: it is told, and goes on with the next group.
            assertThat(notWhereTheyAreOnRecord).hasMessageContaining("contradict");
        }
    }

    private List<Message> whileOthersWrite(Runnable work) throws Exception {
        AtomicBoolean busy = new AtomicBoolean(true);
        return Together.run(WRITERS + 1, runner -> {
                    if (runner < WRITERS) {
                        return write(busy);
                    }
                    try {
                        work.run();
                    } finally {
                        busy.set(false);
                    }
                    return List.<Message>of();
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void groupsThatAreWrittenToAreNoFindings() throws Exception {
        List<Finding> found = new ArrayList<>();
        List<Message> said = whileOthersWrite(() -> {
            for (int i = 0; i < 2 || written.get() <= GROUPS; i++) {
                repair.verify(found::add, seen -> {});
            }
        });
        assertThat(said).hasSizeGreaterThan(GROUPS);
        assertThat(found).isEmpty();
    }

    @Test
    void damageIsMendedWhileOthersWrite() throws Exception {
        List<Finding> left = new ArrayList<>();
        List<Message> said = whileOthersWrite(() -> {
            for (int i = 0; i < 2; i++) {
                pairs.forEach(this::damage);
                left.clear();
                assertThat(repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {})
                                .done())
                        .isPositive();
            }
        });
        assertThat(left).isEmpty();
        pairs.forEach(it -> refresh(it.group));
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(GROUPS);
        List<Message> kept = pairs.stream()
                .flatMap(it -> history(messaging, it.one, it.group).stream())
                .toList();
        assertThat(kept).containsAll(said).hasSize(said.size() + GROUPS);
    }

    private void damage(Pair pair) {
        switch (pairs.indexOf(pair) % 3) {
            case 0 -> client.deleteItem(delete -> delete.tableName(table).key(Keys.rows(pair.group)));
            case 1 ->
                new ReferenceItems(client, table)
                        .row(pair.group, pair.one, pair.another, "2025-12-31T23:59:59.999999+00:00", "old");
            default ->
                rows(pair.one)
                        .forEach(row -> client.deleteItem(
                                delete -> delete.tableName(table).key(row.key())));
        }
    }

    private List<Item> rows(User user) {
        return client
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Keys.string(Keys.inbox(user.uuid())))))
                .items()
                .stream()
                .map(Item::new)
                .toList();
    }
}
