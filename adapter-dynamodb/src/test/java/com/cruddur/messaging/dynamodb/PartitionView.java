package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The items of a partition as a reader sees them, in the order of their sort keys. It knows the queries of this library only. */
final class PartitionView {
    private final NavigableMap<String, Map<String, AttributeValue>> bySortKey = new TreeMap<>();

    PartitionView(List<Map<String, AttributeValue>> items) {
        items.forEach(this::add);
    }

    void add(Map<String, AttributeValue> item) {
        bySortKey.put(sortKey(item), item);
    }

    /** Shows an item as it was before; as none where it was empty. */
    void replace(Map<String, AttributeValue> key, Map<String, AttributeValue> before) {
        bySortKey.remove(sortKey(key));
        if (!before.isEmpty()) {
            add(before);
        }
    }

    /** The same where the item is one that the query asks for. */
    void replace(Map<String, AttributeValue> key, Map<String, AttributeValue> before, QueryRequest query) {
        Map<String, AttributeValue> values = query.expressionAttributeValues();
        AttributeValue position = values.get(":position");
        if (position != null && sortKey(key).compareTo(position.s()) >= 0) {
            return;
        }
        if (values.containsKey(":from")
                && (sortKey(key).compareTo(values.get(":from").s()) < 0
                        || sortKey(key).compareTo(values.get(":upTo").s()) > 0)) {
            return;
        }
        boolean filtered =
                query.filterExpression() != null && !values.get(":group").equals(before.get(Keys.MESSAGE_GROUP_UUID));
        replace(key, filtered ? Map.of() : before);
    }

    Collection<Map<String, AttributeValue>> items() {
        return bySortKey.values();
    }

    /** The page that the query asks for. */
    QueryResponse page(QueryRequest query) {
        boolean ascending = query.scanIndexForward() == null || query.scanIndexForward();
        NavigableMap<String, Map<String, AttributeValue>> rest = ascending ? bySortKey : bySortKey.descendingMap();
        if (query.hasExclusiveStartKey()) {
            rest = rest.tailMap(sortKey(query.exclusiveStartKey()), false);
        }
        List<Map<String, AttributeValue>> all = new ArrayList<>(rest.values());
        boolean more = query.limit() != null && query.limit() < all.size();
        List<Map<String, AttributeValue>> shown = more ? all.subList(0, query.limit()) : all;
        QueryResponse.Builder page = QueryResponse.builder().items(shown).count(shown.size());
        return more
                ? page.lastEvaluatedKey(new Item(shown.get(shown.size() - 1)).key())
                        .build()
                : page.build();
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return item.get(Keys.SK).s();
    }
}
