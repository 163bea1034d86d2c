package com.cruddur.messaging.dynamodb;

import java.util.List;

/**
 * What a query found, and what it cost.
 *
 * @param readUnits the read capacity units that DynamoDB counted for it
 */
public record Reading<T>(List<T> items, double readUnits) {
    public Reading {
        items = List.copyOf(items);
    }
}
