package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The writes of one transaction on one table. A condition that fails gives back the item that is there. */
public final class Writes {
    private static final String SHOW_HORIZON = "SET #read = :read, " + Keys.READ_UP_TO + " = :readUpTo";
    private static final String NEW = "attribute_not_exists(" + Keys.PK + ")";

    private final Map<WriteRole, TransactWriteItem> items = new EnumMap<>(WriteRole.class);
    private final List<TransactWriteItem> more = new ArrayList<>();
    private final String table;

    Writes(String table) {
        this.table = table;
    }

    /** Puts an item where there is none. */
    public Writes putNew(WriteRole part, Map<String, AttributeValue> item) {
        return put(part, item, NEW, Map.of());
    }

    /** Puts one of many items where there is none. An item in the way of one of them is not told from the others. */
    Writes putNewToo(Map<String, AttributeValue> item) {
        more.add(putOf(item, NEW, Map.of()));
        return this;
    }

    /** Puts an item where there is none, or where {@code condition} holds of the one that is there. */
    Writes putNewOr(
            WriteRole part, Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return put(part, item, NEW + " OR " + condition, values);
    }

    public Writes put(
            WriteRole part, Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        items.put(part, putOf(item, condition, values));
        return this;
    }

    private TransactWriteItem putOf(
            Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    public Writes update(
            WriteRole part,
            Map<String, AttributeValue> key,
            String update,
            String condition,
            Map<String, AttributeValue> values) {
        items.put(
                part,
                TransactWriteItem.builder()
                        .update(change -> change.tableName(table)
                                .key(key)
                                .updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build());
        return this;
    }

    /** Lets the row at that key, which is one of the group, show a horizon. */
    Writes showHorizon(WriteRole part, Map<String, AttributeValue> key, UUID group, Horizon horizon) {
        Map<String, AttributeValue> values = Map.of(
                ":group", Keys.string(group.toString()),
                ":read", requireNonNull(horizon.attributes().get(Keys.READ)),
                ":readUpTo", requireNonNull(horizon.attributes().get(Keys.READ_UP_TO)));
        items.put(
                part,
                TransactWriteItem.builder()
                        .update(change -> change.tableName(table)
                                .key(key)
                                .updateExpression(SHOW_HORIZON)
                                .expressionAttributeNames(Map.of("#read", Keys.READ))
                                .conditionExpression(Keys.IS_ROW_OF_GROUP)
                                .expressionAttributeValues(values)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build());
        return this;
    }

    public Writes delete(
            WriteRole part, Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        items.put(
                part,
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table)
                                .key(key)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build());
        return this;
    }

    /** Writes nothing there, on condition that there is nothing. */
    public Writes requireNone(WriteRole part, Map<String, AttributeValue> key) {
        items.put(
                part,
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(table).key(key).conditionExpression(NEW))
                        .build());
        return this;
    }

    public Set<WriteRole> parts() {
        return items.keySet();
    }

    List<TransactWriteItem> inOrder() {
        List<TransactWriteItem> all = new ArrayList<>(items.values());
        all.addAll(more);
        return all;
    }
}
