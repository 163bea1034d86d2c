package com.cruddur.messaging.dynamodb.admin;

import com.cruddur.messaging.dynamodb.item.ItemKey;
import java.util.List;

/**
 * The items that a query found, and its cost.
 *
 * @param unreadable the items that are left out because they cannot be read
 * @param readUnits the read capacity units that DynamoDB counted for it
 */
public record QueryResult<T>(List<T> items, List<ItemKey> unreadable, double readUnits) {
    public QueryResult {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }
}
