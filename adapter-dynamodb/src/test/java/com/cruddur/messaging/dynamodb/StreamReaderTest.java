package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamReaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String table = LocalDynamoDb.newTableWithStream();
    private final People people = new People();
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final UseCases messaging = people.on(client, table);
    private final Watched watched = new Watched();
    private final DynamoDbClient watchedClient = LocalDynamoDb.client(watched);
    private final DynamoDbStreamsClient streams = LocalDynamoDb.streams(watched);

    @TempDir
    private Path directory;

    @AfterEach
    void closeClients() {
        client.close();
        watchedClient.close();
        streams.close();
    }

    @Test
    void inboxesFollowTheMessages() throws Exception {
        World before = new World(people, messaging);
        whileReading(() -> {
            World after = new World(people, messaging);
            await(before);
            await(after);
        });
    }

    @Test
    void aGroupThatFailsHoldsUpNoOtherAndIsRefreshedByALaterRun() throws Exception {
        World failing = new World(people, messaging);
        watched.unreachable.add(failing.group);
        whileReading(() -> {
            await(new World(people, messaging));
            awaitCheckpoint("failed " + failing.group);
        });
        assertThat(stands(failing)).isFalse();

        watched.unreachable.clear();
        whileReading(() -> {
            await(failing);
        });
        assertThat(Files.readString(checkpoint())).doesNotContain("failed");
    }

    @Test
    void aGroupThatFailsIsTriedAgainUntilItSucceeds() throws Exception {
        World failing = new World(people, messaging);
        watched.unreachable.add(failing.group);
        whileReading(() -> {
            awaitCheckpoint("failed " + failing.group);
            watched.unreachable.clear();
            await(failing);
        });
    }

    @Test
    void aGroupThatOthersKeepMovingIsTriedAgain() throws Exception {
        World contested = new World(people, messaging);
        Inboxes inboxes = new Inboxes(new DynamoDbMessageGroups(client, table).inboxRows());
        AtomicInteger rounds = new AtomicInteger();
        Function<Collection<UUID>, Map<UUID, RuntimeException>> refresh =
                groups -> groups.contains(contested.group) && rounds.getAndIncrement() == 0
                        ? Map.of(contested.group, new ContestedException("on purpose"))
                        : inboxes.refreshAll(groups);
        StreamReader reader = StreamReader.start(streams, table, refresh, checkpoint(), Duration.ofMillis(20));
        try {
            await(contested);
        } finally {
            reader.close();
        }
        assertThat(rounds).hasValueGreaterThan(1);
    }

    @Test
    void aGroupWhoseHeadCannotBeReadIsNotTriedAgainBeforeItChanges() throws Exception {
        World unreadable = new World(people, messaging);
        setTimeOfHead(unreadable, "no time");
        whileReading(() -> {
            World next = new World(people, messaging);
            await(next);
            watched.refreshed.remove(unreadable.group);
            messaging.post(next.alice.handle(), next.group, new MessageText("four"), Optional.empty());
            await(next);
            assertThat(Files.readString(checkpoint())).doesNotContain("failed");
            assertThat(watched.refreshed).doesNotContainKey(unreadable.group);

            setTimeOfHead(unreadable, "2126-03-01T10:15:30.000000+00:00");
            Awaitility.await("rows that follow the head again").atMost(PATIENCE).until(() -> stands(unreadable));
        });
    }

    private void setTimeOfHead(World world, String time) {
        client.updateItem(update -> update.tableName(table)
                .key(Keys.head(world.group))
                .updateExpression("SET message_created_at = :time")
                .expressionAttributeValues(Map.of(":time", AttributeValue.fromS(time))));
    }

    @Test
    void aLaterRunGoesOnWhereTheLastOneStopped() throws Exception {
        World first = new World(people, messaging);
        whileReading(() -> {
            await(first);
        });
        watched.refreshed.clear();
        World second = new World(people, messaging);
        whileReading(() -> {
            await(second);
        });
        assertThat(watched.refreshed).containsOnlyKeys(second.group);
    }

    @Test
    void aRunWithoutACheckpointRepeatsHarmlessly() throws Exception {
        World world = new World(people, messaging);
        whileReading(() -> {
            await(world);
        });
        Files.delete(checkpoint());
        whileReading(() -> {
            messaging.post(world.alice.handle(), world.group, new MessageText("four"), Optional.empty());
            await(world);
        });
        world.assertRowsStandAtTheNewest();
    }

    @Test
    void recordsThatNameNoGroupArePassedOver() throws Exception {
        for (String pk : new String[] {"HEAD#", "HEAD#1-1-1-1-1", "FOREIGN"}) {
            client.putItem(put ->
                    put.tableName(table).item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("a"))));
        }
        whileReading(() -> {
            await(new World(people, messaging));
        });
        assertThat(watched.refreshed).hasSize(1);
    }

    @Test
    void aStreamThatCannotBeReadIsReadLater() throws Exception {
        watched.unreadable.set(3);
        World world = new World(people, messaging);
        whileReading(() -> {
            await(world);
        });
        assertThat(watched.unreadable).hasNonPositiveValue();
    }

    /** Both while the stream is read and while an inbox is moved: the records that were read by then are read again. */
    @Test
    void anErrorEndsNoReaderAndLosesNoRecord() throws Exception {
        World first = new World(people, messaging);
        watched.broken.add(first.group);
        watched.unreadableForNow.set(true);
        whileReading(() -> {
            Awaitility.await("an error").atMost(PATIENCE).until(() -> watched.errors.get() >= 1);
            watched.unreadableForNow.set(false);
            Awaitility.await("an error at a group")
                    .atMost(PATIENCE)
                    .until(() -> watched.refreshed.containsKey(first.group));
            watched.broken.clear();
            await(first);
            await(new World(people, messaging));
        });
    }

    private interface Steps {
        void run() throws Exception;
    }

    /** From the start of a reader until it was stopped. */
    private void whileReading(Steps steps) throws Exception {
        Inboxes inboxes = new Inboxes(new DynamoDbMessageGroups(watchedClient, table).inboxRows());
        StreamReader reader =
                StreamReader.start(streams, table, inboxes::refreshAll, checkpoint(), Duration.ofMillis(20));
        try {
            steps.run();
        } finally {
            reader.close();
        }
    }

    private Path checkpoint() {
        return directory.resolve("stream");
    }

    private void awaitCheckpoint(String text) {
        Awaitility.await("the checkpoint " + text)
                .atMost(PATIENCE)
                .until(() -> Files.exists(checkpoint())
                        && Files.readString(checkpoint()).contains(text));
    }

    private void await(World world) {
        Awaitility.await("the rows at the newest message").atMost(PATIENCE).until(() -> stands(world));
        world.assertRowsStandAtTheNewest();
    }

    private boolean stands(World world) {
        return new DynamoDbMessageGroups(client, table)
                .inboxRows()
                .rows(world.group)
                .filter(it -> !it.areBehind())
                .isPresent();
    }

    /** Counts the refreshes of each group; fails those that are unreachable, and as many reads of the stream as told. */
    private static final class Watched implements ExecutionInterceptor {
        private final Set<UUID> unreachable = ConcurrentHashMap.newKeySet();
        private final Map<UUID, Integer> refreshed = new ConcurrentHashMap<>();
        private final AtomicInteger unreadable = new AtomicInteger();
        private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean unreadableForNow = new AtomicBoolean();
        private final AtomicInteger errors = new AtomicInteger();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof GetRecordsRequest && unreadable.getAndDecrement() > 0) {
                throw SdkClientException.create("injected");
            }
            if (context.request() instanceof GetRecordsRequest && unreadableForNow.get()) {
                errors.incrementAndGet();
                throw new Error("injected");
            }
            if (context.request() instanceof GetItemRequest request) {
                String pk = request.key().get("pk").s();
                if (pk.startsWith("ROWS#")) {
                    refreshes(UUID.fromString(pk.substring("ROWS#".length())));
                }
            }
        }

        private void refreshes(UUID group) {
            refreshed.merge(group, 1, Integer::sum);
            if (broken.contains(group)) {
                throw new Error("injected");
            }
            if (unreachable.contains(group)) {
                throw SdkClientException.create("injected");
            }
        }
    }
}
