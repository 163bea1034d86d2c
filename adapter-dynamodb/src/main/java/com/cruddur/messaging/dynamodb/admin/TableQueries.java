package com.cruddur.messaging.dynamodb.admin;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Reads the table for an operator: every item, by whichever program it was written, and the cost of listing messages and groups. Every method throws
 * {@link StorageException} when DynamoDB fails. Thread-safe.
 */
public final class TableQueries {
    /** Less than DynamoDB's 1 MB, where items are small: DynamoDB Local takes seconds for so many. */
    private static final int PAGE = 1_000;

    private final DynamoDbClient client;
    private final String table;

    /** @param client stays open; it belongs to the caller */
    public TableQueries(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** How many items there are, as DynamoDB counts them every six hours or so; DynamoDB Local counts at once. */
    public long approximateCount() {
        return call(
                "describe",
                () -> client.describeTable(request -> request.tableName(table))
                        .table()
                        .itemCount());
    }

    /**
     * Reads every item, in no order. At most 1,000 of them, and 1 MB, are held at a time, however large the table is. The reads are
     * not consistent: they may miss an item that was written within the last second.
     *
     * @param reader gets each item by its attributes' names, in the order of the names but for the key, which comes first; values
     *     are those of {@link PlainValues}
     */
    public void scan(Consumer<Map<String, @Nullable Object>> reader) {
        call("scan", () -> {
            client.scanPaginator(request -> request.tableName(table).limit(PAGE)).stream()
                    .flatMap(page -> page.items().stream())
                    .map(PlainValues::ofItem)
                    .forEach(reader);
            return null;
        });
    }

    /** The newest messages of a group, newest first, by the query that lists the messages of a group. */
    public QueryResult<Message> newestMessages(UUID group, int limit) {
        return newestFirst(Keys.messages(group), limit, item -> Items.message(group, item));
    }

    /** The group rows of a user, that of the newest message first, by the query that lists the groups of a user. */
    public QueryResult<InboxEntry> newestGroups(UUID user, int limit) {
        return newestFirst(Keys.inbox(user), limit, Items::inboxEntry);
    }

    private <T> QueryResult<T> newestFirst(String partition, int limit, Function<Item, T> reader) {
        QueryResponse response = call(
                "query",
                () -> client.query(query -> query.tableName(table)
                        .keyConditionExpression(Keys.PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", Keys.string(partition)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        List<ItemKey> unreadable = new ArrayList<>();
        List<T> items = Item.readable(response.items(), reader, it -> unreadable.add(it.item()));
        return new QueryResult<>(items, unreadable, response.consumedCapacity().capacityUnits());
    }

    private <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | CancellationException e) {
            throw new StorageException(what + " table " + table + ": DynamoDB failed", e);
        }
    }
}
