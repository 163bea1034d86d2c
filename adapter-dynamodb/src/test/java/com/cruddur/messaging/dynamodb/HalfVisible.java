package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.table.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Items of committed transactions that are still read as they were before, as AWS shows them until the transaction is acknowledged. Until
 * then the stream has no record of them, and other transactions on them conflict.
 */
final class HalfVisible {
    private static final int LONGEST = 12;

    private final DynamoDbClient local;
    private final String table;
    private final SplittableRandom random;
    private final PendingRecords stream;
    private final Map<Map<String, AttributeValue>, Hidden> hidden = new HashMap<>();

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

    /** The answer of a read that sees the hidden items as they were. */
    @SuppressWarnings("unchecked")
    <R> R seen(DynamoDbRequest request, R response) {
        if (request instanceof GetItemRequest get && hidden.containsKey(get.key())) {
            return (R)
                    GetItemResponse.builder().item(hidden.get(get.key()).before).build();
        }
        if (request instanceof BatchGetItemRequest batch) {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            ((BatchGetItemResponse) response)
                    .responses().get(table).stream()
                            .filter(it -> !hidden.containsKey(new Item(it).key()))
                            .forEach(items::add);
            Failures.keys(batch).stream()
                    .filter(hidden::containsKey)
                    .map(it -> hidden.get(it).before)
                    .filter(it -> !it.isEmpty())
                    .forEach(items::add);
            return (R) ((BatchGetItemResponse) response)
                    .toBuilder().responses(Map.of(table, items)).build();
        }
        return response;
    }

    private static Map<String, AttributeValue> key(TransactWriteItem write) {
        if (write.put() != null) {
            return new Item(write.put().item()).key();
        }
        return write.update() != null ? write.update().key() : write.delete().key();
    }
}
