package com.cruddur.messaging.benchmarks;

import static com.cruddur.messaging.benchmarks.SdkWrites.key;
import static com.cruddur.messaging.benchmarks.SdkWrites.text;
import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The calls by which the adapter moves both inbox rows of a group to its newest message, written out. Values that a later call needs are
 * taken from the answers and sent on as they are. Nobody in these groups has marked anything as read.
 */
final class SdkRows {
    private static final int ROUNDS = 20;
    private static final AttributeValue NONE = AttributeValue.fromN("0");
    private static final String TIME = "message_created_at";
    private static final String MOVE =
            "SET message_created_at = :newestAt, lower_sk = :newLower, higher_sk = :newHigher";
    private static final String AS_READ = "message_created_at = :standAt"
            + " AND lower_sk = :lower_sk AND attribute_not_exists(lower_read_up_to)"
            + " AND higher_sk = :higher_sk AND attribute_not_exists(higher_read_up_to)";

    private final DynamoDbClient client;
    private final String table;
    private final SdkWrites writes;

    SdkRows(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.writes = new SdkWrites(table);
    }

    void move(String group) {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, AttributeValue> rows = get(key("ROWS#" + group, "ROWS"));
            Map<String, AttributeValue> head = get(key("HEAD#" + group, "HEAD"));
            boolean behind = of(rows, TIME).s().compareTo(of(head, TIME).s()) < 0;
            if (!behind || move(group, rows, head)) {
                return;
            }
        }
        throw new IllegalStateException("others keep moving the rows of group " + group);
    }

    /** @return false where another thread has moved them, or is just moving them */
    private boolean move(String group, Map<String, AttributeValue> rows, Map<String, AttributeValue> head) {
        Map<String, AttributeValue> lower = rowKey("lower", rows, head);
        Map<String, AttributeValue> higher = rowKey("higher", rows, head);
        Map<AttributeValue, Map<String, AttributeValue>> standing = getBoth(lower, higher);
        if (standing.size() < 2) {
            return false;
        }
        Map<String, AttributeValue> thisGroup = Map.of(":group", text(group));
        try {
            client.transactWriteItems(request -> request.transactItems(
                    moveFence(group, rows, of(head, TIME)),
                    writes.putNew(moved(requireNonNull(standing.get(lower.get("pk"))), "higher", head)),
                    writes.putNew(moved(requireNonNull(standing.get(higher.get("pk"))), "lower", head)),
                    writes.delete(lower, "message_group_uuid = :group", thisGroup),
                    writes.delete(higher, "message_group_uuid = :group", thisGroup)));
            return true;
        } catch (TransactionCanceledException rivals) {
            return false;
        }
    }

    private TransactWriteItem moveFence(String group, Map<String, AttributeValue> rows, AttributeValue newestAt) {
        Map<String, AttributeValue> values = Map.of(
                ":standAt",
                of(rows, TIME),
                ":lower_sk",
                of(rows, "lower_sk"),
                ":higher_sk",
                of(rows, "higher_sk"),
                ":newestAt",
                newestAt,
                ":newLower",
                newestAt,
                ":newHigher",
                newestAt);
        return writes.update(key("ROWS#" + group, "ROWS"), MOVE, AS_READ, values);
    }

    /** The row of a member, moved to the head's message: it shows the other member. */
    private static Map<String, AttributeValue> moved(
            Map<String, AttributeValue> standing, String other, Map<String, AttributeValue> head) {
        Map<String, AttributeValue> row = new HashMap<>(standing);
        row.put("sk", of(head, TIME));
        row.put("message", of(head, "message"));
        row.put(TIME, of(head, TIME));
        row.put("sender_uuid", of(head, of(head, "sender").s() + "_uuid"));
        row.put("received", text(head.getOrDefault(other + "_sent", NONE).n()));
        row.put("user_uuid", of(head, other + "_uuid"));
        row.put("user_display_name", of(head, other + "_display_name"));
        row.put("user_handle", of(head, other + "_handle"));
        return row;
    }

    private static Map<String, AttributeValue> rowKey(
            String member, Map<String, AttributeValue> rows, Map<String, AttributeValue> head) {
        return Map.of("pk", text("GRP#" + of(head, member + "_uuid").s()), "sk", of(rows, member + "_sk"));
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return client.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }

    /** By their partitions. */
    private Map<AttributeValue, Map<String, AttributeValue>> getBoth(
            Map<String, AttributeValue> lower, Map<String, AttributeValue> higher) {
        KeysAndAttributes both = KeysAndAttributes.builder()
                .keys(List.of(lower, higher))
                .consistentRead(true)
                .build();
        return of(
                        client.batchGetItem(request -> request.requestItems(Map.of(table, both)))
                                .responses(),
                        table)
                .stream()
                .collect(Collectors.toMap(it -> of(it, "pk"), Function.identity()));
    }

    private static <T> T of(Map<String, T> all, String name) {
        return requireNonNull(all.get(name), name);
    }
}
