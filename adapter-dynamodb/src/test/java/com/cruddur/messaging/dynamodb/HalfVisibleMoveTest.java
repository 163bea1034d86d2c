package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Renames and repairs of a group while a transaction on it is half visible: one of its items cannot be read yet. */
final class HalfVisibleMoveTest {
    private final DynamoDbClient plain = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final World world = new World(people, people.on(plain, table));

    @AfterEach
    void close() {
        plain.close();
    }

    /** Hides the row of a user until another transaction reads or writes where the group's rows stand. */
    private class RowHidden implements ScriptedClient.Script {
        private final String partition;
        private boolean hidden = true;

        RowHidden(String partition) {
            this.partition = partition;
        }

        @Override
        public void before(DynamoDbRequest request) {
            hidden &= !transactionKeys(request).contains(Keys.rows(world.group));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
            boolean hides = hidden
                    && request instanceof QueryRequest query
                    && query.expressionAttributeValues().get(":pk").s().equals(partition);
            return hides ? (R) QueryResponse.builder().items(List.of()).build() : response;
        }
    }

    private static List<Map<String, AttributeValue>> transactionKeys(DynamoDbRequest request) {
        if (request instanceof TransactGetItemsRequest reads) {
            return reads.transactItems().stream().map(it -> it.get().key()).toList();
        }
        return request instanceof TransactWriteItemsRequest writes
                ? writes.transactItems().stream().map(HalfVisible::key).toList()
                : List.of();
    }

    @Test
    void aRebuildAddsNoSecondRowWhereTheRowIsHidden() {
        world.refresh();
        // Bob's row takes another place than that of its message.
        new Inboxes(new DynamoDbMessageGroups(plain, table).inboxRows()).rename(world.aliceRenamed);
        plain.deleteItem(it -> it.tableName(table).key(Keys.pair(world.alice.uuid(), world.bob.uuid())));
        List<Integer> rowsAfterWrites = new ArrayList<>();
        DynamoDbClient hiding = new ScriptedClient(plain, new RowHidden(Keys.inbox(world.bob.uuid())) {
            @Override
            public void after(DynamoDbRequest request) {
                if (request instanceof TransactWriteItemsRequest) {
                    rowsAfterWrites.add(world.inbox(world.bob).size());
                }
            }
        });
        List<Finding> left = new ArrayList<>();
        Repairs.repair(hiding, table, Duration.ofMillis(1)).rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        assertThat(left).isEmpty();
        assertThat(rowsAfterWrites).isNotEmpty().containsOnly(1);
        assertThat(TableCheck.assertWhole(plain, table)).isEqualTo(1);
    }

    @Test
    void aRenameFindsAGroupThatWasHiddenFromItsFirstPass() {
        RowHidden hidden = new RowHidden(Keys.inbox(world.alice.uuid()));
        Inboxes inboxes = new Inboxes(
                new DynamoDbMessageGroups(new ScriptedClient(plain, hidden), table).inboxRows(),
                () -> hidden.hidden = false);
        assertThat(inboxes.rename(world.aliceRenamed)).isEqualTo(1);
        world.assertAliceIsRenamed();
    }

    /** The row may be in an inbox before the head can be read. */
    @Test
    void aRenameReachesAGroupThatIsJustBeingOpened() {
        DynamoDbClient opening = new ScriptedClient(plain, new ScriptedClient.Script() {
            private boolean hidden = true;

            @Override
            public void before(DynamoDbRequest request) {
                hidden &= !transactionKeys(request).contains(Keys.head(world.group));
            }

            @Override
            @SuppressWarnings("unchecked")
            public <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
                boolean hides = hidden
                        && request instanceof GetItemRequest get
                        && new Item(get.key()).key().equals(Keys.head(world.group));
                return hides ? (R) GetItemResponse.builder().build() : response;
            }
        });
        Inboxes inboxes = new Inboxes(new DynamoDbMessageGroups(opening, table).inboxRows());
        assertThat(inboxes.rename(world.aliceRenamed)).isEqualTo(1);
        world.assertAliceIsRenamed();
    }
}
