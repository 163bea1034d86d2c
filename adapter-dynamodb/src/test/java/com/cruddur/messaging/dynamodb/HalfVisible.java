package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Items of committed transactions that are still read as they were before, as AWS shows them until the transaction is acknowledged. Until
 * then the stream has no record of them, and other transactions on them conflict.
 */
final class HalfVisible {
    /** Steps. */
    static final int LONGEST = 12;

    private final DynamoDbClient local;
    private final String table;
    private final SplittableRandom random;
    private final PendingRecords stream;
    private final Map<Map<String, AttributeValue>, Hidden> hidden = new LinkedHashMap<>();

    static final class Hidden {
        private final TransactWriteItem write;
        private final Map<String, AttributeValue> before;
        private int steps;

        private Hidden(TransactWriteItem write, Map<String, AttributeValue> before, int steps) {
            this.write = write;
            this.before = before;
            this.steps = steps;
        }
    }

    HalfVisible(DynamoDbClient local, String table, SplittableRandom random, PendingRecords stream) {
        this.local = local;
        this.table = table;
        this.random = random;
        this.stream = stream;
    }

    /** An item of the transaction, as it is now, that may stay so for readers once the transaction is committed. */
    Hidden oneOf(TransactWriteItemsRequest request) {
        List<TransactWriteItem> items = request.transactItems();
        // The head, where there is one, as often as all others together: all else follows it.
        TransactWriteItem write = items.stream()
                .filter(it -> it.update() != null && random.nextBoolean())
                .findFirst()
                .orElseGet(() -> items.get(random.nextInt(items.size())));
        Map<String, AttributeValue> key = key(write);
        Map<String, AttributeValue> before = local.getItem(
                        get -> get.tableName(table).key(key).consistentRead(true))
                .item();
        return new Hidden(write, before, 1 + random.nextInt(LONGEST));
    }

    void hide(Hidden item) {
        hidden.put(key(item.write), item);
    }

    void show(TransactWriteItem write) {
        Hidden item = hidden.remove(key(write));
        if (item != null) {
            stream.written(item.write);
        }
    }

    boolean hides(TransactWriteItem write) {
        return hidden.containsKey(key(write));
    }

    boolean isEmpty() {
        return hidden.isEmpty();
    }

    /** Time goes by. */
    void step() {
        List.copyOf(hidden.keySet()).forEach(key -> {
            if (--hidden.get(key).steps <= 0) {
                stream.written(hidden.remove(key).write);
            }
        });
    }

    void showAll() {
        hidden.values().forEach(it -> stream.written(it.write));
        hidden.clear();
    }

    /** Fails a transaction on an item that another one is still writing. */
    void check(DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest write
                && write.transactItems().stream().anyMatch(this::hides)) {
            throw Failures.of(Kind.CONFLICT, request);
        }
        if (request instanceof TransactGetItemsRequest get
                && get.transactItems().stream()
                        .anyMatch(it -> hidden.containsKey(it.get().key()))) {
            throw Failures.cancelled("TransactionConflict");
        }
    }

    /** The items that are hidden now. */
    Set<Hidden> hidden() {
        return Set.copyOf(hidden.values());
    }

    /** The answer of a read that sees the hidden items as they were. */
    @SuppressWarnings("unchecked")
    <R> R seen(DynamoDbRequest request, R response) {
        if (hidden.isEmpty()) {
            return response;
        }
        if (request instanceof GetItemRequest get && hidden.containsKey(get.key())) {
            return (R)
                    GetItemResponse.builder().item(hidden.get(get.key()).before).build();
        }
        if (request instanceof BatchGetItemRequest batch) {
            return (R) seen(batch, (BatchGetItemResponse) response);
        }
        if (request instanceof QueryRequest query) {
            return (R) seen(query, (QueryResponse) response);
        }
        return request instanceof ScanRequest ? (R) seen((ScanResponse) response) : response;
    }

    private BatchGetItemResponse seen(BatchGetItemRequest request, BatchGetItemResponse response) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        response.responses().get(table).stream()
                .filter(it -> !hidden.containsKey(new Item(it).key()))
                .forEach(items::add);
        Failures.keys(request).stream()
                .filter(hidden::containsKey)
                .map(it -> hidden.get(it).before)
                .filter(it -> !it.isEmpty())
                .forEach(items::add);
        return response.toBuilder().responses(Map.of(table, items)).build();
    }

    /** The whole partition is read, since a hidden item may be on another page. */
    private QueryResponse seen(QueryRequest request, QueryResponse response) {
        AttributeValue partition = request.expressionAttributeValues().get(":pk");
        if (hidden.keySet().stream().noneMatch(it -> it.get(Keys.PK).equals(partition))) {
            return response;
        }
        QueryRequest whole =
                request.toBuilder().limit(null).exclusiveStartKey(null).build();
        PartitionView view = new PartitionView(local.query(whole).items());
        hidden.forEach((key, item) -> {
            if (key.get(Keys.PK).equals(partition)) {
                view.replace(key, item.before, request);
            }
        });
        return view.page(request);
    }

    private ScanResponse seen(ScanResponse response) {
        assertThat(response.lastEvaluatedKey())
                .describedAs("a table of one page")
                .isEmpty();
        Map<AttributeValue, PartitionView> partitions = new LinkedHashMap<>();
        response.items()
                .forEach(it -> partitions
                        .computeIfAbsent(it.get(Keys.PK), pk -> new PartitionView(List.of()))
                        .add(it));
        hidden.forEach((key, item) -> partitions
                .computeIfAbsent(key.get(Keys.PK), pk -> new PartitionView(List.of()))
                .replace(key, item.before));
        return response.toBuilder()
                .items(partitions.values().stream()
                        .flatMap(it -> it.items().stream())
                        .toList())
                .build();
    }

    static Map<String, AttributeValue> key(TransactWriteItem write) {
        if (write.put() != null) {
            return new Item(write.put().item()).key();
        }
        if (write.conditionCheck() != null) {
            return write.conditionCheck().key();
        }
        return write.update() != null ? write.update().key() : write.delete().key();
    }
}
