package com.cruddur.messaging.dynamodb.simulation;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One write of a transaction.
 *
 * @param item the item to put; empty to delete
 * @param condition on the item that is there, null when none is
 */
record Write(Key key, Optional<Item> item, Predicate<Item> condition) {
    static Write put(Item item, Predicate<Item> condition) {
        return new Write(item.key(), Optional.of(item), condition);
    }

    static Write delete(Key key, Predicate<Item> condition) {
        return new Write(key, Optional.empty(), condition);
    }

    Write unconditionally() {
        return new Write(key, item, old -> true);
    }

    @Override
    public String toString() {
        return item.map(it -> "put " + it).orElse("delete " + key);
    }
}
