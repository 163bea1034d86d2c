package com.cruddur.messaging.dynamodb.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.GroupRows;
import com.cruddur.messaging.dynamodb.InboxRows;
import com.cruddur.messaging.dynamodb.Inboxes;
import com.cruddur.messaging.dynamodb.MessagesTable;
import com.cruddur.messaging.port.StorageException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamHandlerTest {
    private final Set<UUID> behind = new LinkedHashSet<>();
    private final List<UUID> moved = new ArrayList<>();
    private final Set<UUID> unreachable = new HashSet<>();
    private final StreamHandler handler = new StreamHandler(new Inboxes(new Rows()));

    @Test
    void aBatchMovesEachOfItsGroupsOnceAndPassesOverWhatNamesNone() {
        behind.add(Events.FIRST);
        behind.add(Events.SECOND);

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(moved).containsExactly(Events.FIRST, Events.SECOND);
    }

    @Test
    void aGroupThatFailsIsReportedByItsLastRecordAndHoldsNobodyUp() {
        behind.add(Events.FIRST);
        behind.add(Events.SECOND);
        unreachable.add(Events.FIRST);

        StreamsEventResponse answer = handler.handleRequest(Events.batch(), invocation());

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("100000000000000000006");
        assertThat(moved).containsExactly(Events.SECOND);
    }

    @Test
    void aGroupWhoseHeadCannotBeReadHoldsNobodyUpAndIsNotReported() throws Exception {
        try (LocalDynamoDb local = new LocalDynamoDb();
                DynamoDbClient client = local.client()) {
            new MessagesTable(client, MessagesTable.NAME).create(false);
            Conversations there = new Conversations(client, MessagesTable.NAME);
            there.add(Events.FIRST);
            there.add(Events.SECOND);
            client.putItem(put -> put.tableName(MessagesTable.NAME)
                    .item(Map.of(
                            "pk", AttributeValue.fromS("HEAD#" + Events.FIRST),
                            "sk", AttributeValue.fromS("HEAD"),
                            "message_created_at", AttributeValue.fromN("1"))));

            Inboxes inboxes = new DynamoDbStore(client, MessagesTable.NAME).inboxes();
            StreamsEventResponse answer = new StreamHandler(inboxes).handleRequest(Events.batch(), invocation());

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

    /** The rows of some groups are behind until they are moved; other groups do not exist. */
    private final class Rows implements GroupRows {
        @Override
        public Optional<InboxRows> rows(UUID group) {
            if (unreachable.contains(group)) {
                throw new StorageException("unreachable", null);
            }
            InboxRows.Row row = new InboxRows.Row(new User(group, "Somebody", "somebody"), "a place");
            return behind.contains(group)
                    ? Optional.of(new InboxRows(group, row, row, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "newest"))
                    : Optional.empty();
        }

        @Override
        public boolean move(InboxRows rows) {
            moved.add(rows.group());
            return behind.remove(rows.group());
        }

        @Override
        public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
            throw new UnsupportedOperationException("the function lists no inbox");
        }

        @Override
        public boolean rename(UUID group, User member) {
            throw new UnsupportedOperationException("the function renames nobody");
        }
    }

    private static Context invocation() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (it, method, no) -> method.getName().equals("getAwsRequestId") ? "a-request" : null);
    }
}
