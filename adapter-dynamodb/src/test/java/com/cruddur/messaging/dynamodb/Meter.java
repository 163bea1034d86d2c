package com.cruddur.messaging.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Counts a client's requests and the units that AWS bills for them. Read units are as answered. Write units are computed, because
 * DynamoDB Local answers 2 for any transaction: for each item the larger of its sizes before and after, rounded up to 1 KB,
 * twice that in a transaction, and each change of an index entry by itself. For one thread at a time.
 */
final class Meter implements ExecutionInterceptor {
    private static final int UNIT_BYTES = 1024;

    private final DynamoDbClient plain;
    private final String table;
    private final boolean groupIndex;
    private final List<String> requests = new ArrayList<>();
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before = new HashMap<>();
    private double readUnits;
    private int writeUnits;
    private int largest;

    Meter(DynamoDbClient plain, String table, boolean groupIndex) {
        this.plain = plain;
        this.table = table;
        this.groupIndex = groupIndex;
    }

    void reset() {
        requests.clear();
        readUnits = 0;
        writeUnits = 0;
        largest = 0;
    }

    List<String> requests() {
        return requests;
    }

    double readUnits() {
        return readUnits;
    }

    int writeUnits() {
        return writeUnits;
    }

    /** The bytes of the largest item that was written. */
    int largest() {
        return largest;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof QueryRequest query) {
            return query.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
        }
        if (request instanceof GetItemRequest get) {
            return get.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
        }
        if (request instanceof BatchGetItemRequest get) {
            return get.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
        }
        return request;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        before.clear();
        if (context.request() instanceof TransactWriteItemsRequest write) {
            write.transactItems().forEach(it -> before.put(key(it), read(key(it))));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
        SdkResponse response = context.response();
        if (response instanceof QueryResponse query) {
            readUnits += query.consumedCapacity().capacityUnits();
        } else if (response instanceof GetItemResponse get) {
            readUnits += get.consumedCapacity().capacityUnits();
        } else if (response instanceof BatchGetItemResponse get) {
            readUnits += get.consumedCapacity().stream()
                    .mapToDouble(ConsumedCapacity::capacityUnits)
                    .sum();
        }
        before.forEach((key, was) -> writeUnits += units(was, read(key)));
        before.clear();
    }

    private int units(Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
        largest = Math.max(largest, Math.max(size(was), size(is)));
        return 2 * rounded(Math.max(size(was), size(is))) + indexUnits(was, is);
    }

    /** An entry comes, goes, or is replaced; its key has the sort key, so that a moved row is an entry that goes and one that comes. */
    private int indexUnits(Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
        boolean indexed = was.containsKey(Keys.MESSAGE_GROUP_UUID) || is.containsKey(Keys.MESSAGE_GROUP_UUID);
        return groupIndex && indexed ? rounded(Math.max(size(was), size(is))) : 0;
    }

    private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return plain.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private static Map<String, AttributeValue> key(TransactWriteItem write) {
        if (write.put() != null) {
            Map<String, AttributeValue> item = write.put().item();
            return Map.of(Keys.PK, item.get(Keys.PK), Keys.SK, item.get(Keys.SK));
        }
        return write.update() != null ? write.update().key() : write.delete().key();
    }

    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(it -> it.getKey().getBytes(UTF_8).length + size(it.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return value.s() != null ? value.s().getBytes(UTF_8).length : value.n().length() / 2 + 2;
    }

    private static int rounded(int bytes) {
        return (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
    }
}
