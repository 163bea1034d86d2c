package com.cruddur.messaging.dynamodb.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.dynamodb.DynamoDbMessageGroups;
import com.cruddur.messaging.dynamodb.DynamoDbMessages;
import com.cruddur.messaging.dynamodb.MessagesTable;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.port.InboxRows;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamHandlerTest {
    private final InMemoryStore store = new InMemoryStore();
    private final Conversations conversations = new Conversations(store, store);
    private final List<UUID> moved = new ArrayList<>();
    private final Set<UUID> unreachable = new HashSet<>();
    private final StreamHandler handler = new StreamHandler(new Inboxes(watched()));

    @Test
    void aBatchMovesEachOfItsGroupsOnceAndPassesOverWhatNamesNone() {
        conversations.add(Events.FIRST);
        conversations.add(Events.SECOND);

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(conversations.standsAtTheNewest(Events.FIRST)).isTrue();
        assertThat(conversations.standsAtTheNewest(Events.SECOND)).isTrue();
        assertThat(moved).containsExactly(Events.FIRST, Events.SECOND);
    }

    @Test
    void aGroupThatFailsIsReportedByItsLastRecordAndHoldsNobodyUp() {
        conversations.add(Events.FIRST);
        conversations.add(Events.SECOND);
        unreachable.add(Events.FIRST);

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("100000000000000000006");
        assertThat(conversations.standsAtTheNewest(Events.FIRST)).isFalse();
        assertThat(conversations.standsAtTheNewest(Events.SECOND)).isTrue();
    }

    @Test
    void aGroupWhoseHeadCannotBeReadHoldsNobodyUpAndIsNotReported() throws Exception {
        try (LocalDynamoDb local = new LocalDynamoDb();
                DynamoDbClient client = local.client()) {
            new MessagesTable(client, MessagesTable.NAME).create(false);
            DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, MessagesTable.NAME);
            Conversations there = new Conversations(groups, new DynamoDbMessages(client, MessagesTable.NAME));
            there.add(Events.FIRST);
            there.add(Events.SECOND);
            client.putItem(put -> put.tableName(MessagesTable.NAME)
                    .item(Map.of(
                            "pk", AttributeValue.fromS("HEAD#" + Events.FIRST),
                            "sk", AttributeValue.fromS("HEAD"),
                            "message_created_at", AttributeValue.fromN("1"))));

            StreamsEventResponse answer =
                    new StreamHandler(new Inboxes(groups)).handleRequest(Events.batch(), invocation());

            assertThat(answer.getBatchItemFailures()).isEmpty();
            assertThat(there.standsAtTheNewest(Events.FIRST)).isFalse();
            assertThat(there.standsAtTheNewest(Events.SECOND)).isTrue();
        }
    }

    @Test
    void aGroupThatIsGoneNeedsNothing() {
        assertThat(handler.handleRequest(Events.batch(), invocation()).getBatchItemFailures())
                .isEmpty();
    }

    /** The store, which fails for the groups that are unreachable. */
    private MessageGroups watched() {
        return (MessageGroups) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MessageGroups.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rows") && unreachable.contains((UUID) arguments[0])) {
                        throw new StorageException("unreachable", null);
                    }
                    if (method.getName().equals("move")) {
                        moved.add(((InboxRows) arguments[0]).group());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Context invocation() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (it, method, no) -> method.getName().equals("getAwsRequestId") ? "a-request" : null);
    }
}
