package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition that the rows item of a group is as it was read: the places, the time of the message that the rows stand at, and both
 * horizons. Each move, rename and mark changes one of them, so none of them undoes another.
 */
public record RowsFence(String condition, Map<String, AttributeValue> values) {
    static RowsFence of(InboxRows rows) {
        return of(
                rows.standAt().text(),
                it -> rows.row(it).place(),
                it -> rows.row(it).horizon());
    }

    /** @param rows the rows item */
    public static RowsFence of(Item rows) {
        return of(rows.text(Keys.MESSAGE_CREATED_AT), it -> rows.text(it.place()), it -> Horizon.of(it, rows));
    }

    private static RowsFence of(
            String standAt, Function<MemberSlot, String> places, Function<MemberSlot, Horizon> horizons) {
        List<String> conditions = new ArrayList<>(List.of(Keys.MESSAGE_CREATED_AT + " = :standAt"));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":standAt", string(standAt)));
        for (MemberSlot side : MemberSlot.values()) {
            conditions.add(side.place() + " = :" + side.place());
            values.put(":" + side.place(), string(places.apply(side)));
            Map<String, AttributeValue> horizon = horizons.apply(side).attributes(side);
            if (horizon.isEmpty()) {
                conditions.add("attribute_not_exists(" + side.readUpTo() + ")");
            }
            horizon.forEach((attribute, value) -> {
                conditions.add(attribute + " = :" + attribute);
                values.put(":" + attribute, value);
            });
        }
        return new RowsFence(String.join(" AND ", conditions), values);
    }

    void update(Writes writes, UUID group, String update, Map<String, AttributeValue> newValues) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.putAll(newValues);
        writes.update(WriteRole.ROWS, Keys.rows(group), update, condition, all);
    }
}
