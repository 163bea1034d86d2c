package com.cruddur.messaging.dynamodb.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.StorageException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamHandlerTest {
    private final List<UUID> moved = new ArrayList<>();
    private final Set<UUID> unreachable = new HashSet<>();
    private final StreamHandler handler = new StreamHandler(this::catchUpAll);

    @Test
    void aBatchMovesEachOfItsGroupsOnceAndSkipsRecordsThatNameNone() {

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(moved).containsExactly(Events.FIRST, Events.SECOND);
    }

    @Test
    void aGroupThatFailsIsReportedByItsLastRecordAndHoldsUpNoOther() {
        unreachable.add(Events.FIRST);

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("100000000000000000006");
        assertThat(moved).containsExactly(Events.SECOND);
    }

    @Test
    void aGroupWhoseHeadCannotBeReadHoldsUpNoOtherAndIsNotReported() throws Exception {
        try (LocalDynamoDb local = new LocalDynamoDb();
                DynamoDbClient client = local.client()) {
            new TableAdmin(client, TableAdmin.NAME).create(false);
            Conversations there = new Conversations(client, TableAdmin.NAME);
            there.add(Events.FIRST);
            there.add(Events.SECOND);
            client.putItem(put -> put.tableName(TableAdmin.NAME)
                    .item(Map.of(
                            "pk", AttributeValue.fromS("HEAD#" + Events.FIRST),
                            "sk", AttributeValue.fromS("HEAD"),
                            "message_created_at", AttributeValue.fromN("1"))));

            DynamoDbStore store = new DynamoDbStore(client, TableAdmin.NAME);
            StreamsEventResponse answer =
                    new StreamHandler(store::catchUpAll).handleRequest(Events.batch(), invocation());

            assertThat(answer.getBatchItemFailures()).isEmpty();
            assertThat(there.standsAtTheNewest(Events.FIRST)).isFalse();
            assertThat(there.standsAtTheNewest(Events.SECOND)).isTrue();
        }
    }

    private Map<UUID, RuntimeException> catchUpAll(Collection<UUID> groups) {
        Map<UUID, RuntimeException> failed = new HashMap<>();
        for (UUID group : groups) {
            if (unreachable.contains(group)) {
                failed.put(group, new StorageException("unreachable", null));
            } else {
                moved.add(group);
            }
        }
        return failed;
    }

    private static Context invocation() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (it, method, no) -> method.getName().equals("getAwsRequestId") ? "a-request" : null);
    }
}
