package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.contract.StoreContentsContract;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.copy.DynamoDbContents;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbContentsTest implements StoreContentsContract {
    private static final DynamoDbClient CLIENT = LocalDynamoDb.client();
    private static final String TABLE = LocalDynamoDb.newTable(false);
    private static final DynamoDbStore STORE =
            new DynamoDbStore(CLIENT, TABLE, LocalDynamoDb.PATIENCE, Clock.systemUTC(), LocalDynamoDb.SETTLED);

    private final List<UnreadableItemException> unreadable = new ArrayList<>();
    private final User lower = new User(new UUID(1, System.nanoTime()), "Lower", "lower");
    private final User higher = new User(new UUID(2, System.nanoTime()), "Higher", "higher");
    private final UUID uuid = UUID.randomUUID();
    private final List<Message> messages = IntStream.range(0, 60)
            .mapToObj(i -> new Message(UUID.randomUUID(), uuid, i % 4 == 0 ? lower : higher, "text " + i, at(i)))
            .toList();
    private final StoredGroup group = new StoredGroup(
            uuid,
            List.of(lower, higher),
            at(59),
            false,
            List.of(new ReadState(15, 0, null), new ReadState(45, 0, null)));

    @Override
    public MessageStore store() {
        return STORE;
    }

    @Override
    public StoreContents contents() {
        return new DynamoDbContents(CLIENT, TABLE, unreadable::add);
    }

    @AfterAll
    static void close() {
        STORE.close();
        CLIENT.close();
    }

    @Test
    void anItemThatCannotBeReadIsLeftOutAndReported() {
        contents().add(group, messages.stream());
        CLIENT.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "pk", AttributeValue.fromS("MSG#" + uuid),
                        "sk", AttributeValue.fromS("2023-02-01T00:00:00.000000+00:00"))));
        assertThat(contents().messages(uuid)).isEqualTo(messages);
        assertThat(unreadable).singleElement().satisfies(it -> assertThat(it).hasMessageContaining("MSG#" + uuid));
    }

    /** After a fault at any call, the same call again completes the group, and the table has no contradiction. */
    @Test
    void aGroupThatWasAddedHalfIsCompletedByAnotherCall() {
        String table = LocalDynamoDb.newTable(false);
        Faults faults = new Faults();
        try (DynamoDbClient faulty = LocalDynamoDb.client(faults)) {
            StoreContents contents = new DynamoDbContents(faulty, table, unreadable::add);
            contents.add(group, messages.stream());
            int calls = faults.calls();
            assertThat(calls).isGreaterThan(4);
            for (Faults.Kind kind : List.of(Faults.Kind.REQUEST_LOST, Faults.Kind.ANSWER_LOST)) {
                for (int call = 1; call <= calls; call++) {
                    assertCompletedAfter(faults, kind, call);
                }
            }
        }
    }

    @Test
    void writesThatDynamoDbDidNotProcessAreSentAgain() {
        String table = LocalDynamoDb.newTable(false);
        HalfProcessed half = new HalfProcessed();
        try (DynamoDbClient client = LocalDynamoDb.client(half)) {
            StoreContents contents = new DynamoDbContents(client, table, unreadable::add);
            contents.add(group, messages.stream());
            assertThat(half.times).isGreaterThan(3);
            assertThat(contents.messages(uuid)).isEqualTo(messages);
        }
    }

    /** Each batch of several writes has its second half left unprocessed. */
    private static final class HalfProcessed implements ExecutionInterceptor {
        private Map<String, List<WriteRequest>> left = Map.of();
        private int times;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof BatchWriteItemRequest batch)) {
                return context.request();
            }
            String table = batch.requestItems().keySet().iterator().next();
            List<WriteRequest> all = batch.requestItems().get(table);
            int done = (all.size() + 1) / 2;
            left = done == all.size() ? Map.of() : Map.of(table, all.subList(done, all.size()));
            times++;
            return batch.toBuilder()
                    .requestItems(Map.of(table, all.subList(0, done)))
                    .build();
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof BatchWriteItemResponse answer
                    ? answer.toBuilder().unprocessedItems(left).build()
                    : context.response();
        }
    }

    private void assertCompletedAfter(Faults faults, Faults.Kind kind, int call) {
        String table = LocalDynamoDb.newTable(false);
        try (DynamoDbClient faulty = LocalDynamoDb.client(faults)) {
            StoreContents contents = new DynamoDbContents(faulty, table, unreadable::add);
            faults.arm(kind, Faults.Scope.ONE_CALL, call);
            assertThatThrownBy(() -> contents.add(group, messages.stream())).isInstanceOf(StorageException.class);
            faults.disarm();
            contents.add(group, messages.stream());
            assertThat(contents.messages(uuid)).isEqualTo(messages);
            assertThat(contents.find(uuid)).contains(group);
            List<Finding> found = new ArrayList<>();
            Repairs.repair(CLIENT, table, Duration.ofMillis(20)).verify(found::add, seen -> {});
            assertThat(found).describedAs("%s at call %d", kind, call).isEmpty();
        }
    }

    private static Instant at(int number) {
        return Instant.parse("2023-01-01T00:00:00Z").plusSeconds(number);
    }
}
