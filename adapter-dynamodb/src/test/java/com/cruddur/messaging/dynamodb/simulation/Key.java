package com.cruddur.messaging.dynamodb.simulation;

import java.util.UUID;

/**
 * An item's primary key. Times are whole microseconds, as they are in the sort keys that they stand for.
 *
 * @param kind and {@code of} are the partition
 * @param time the sort key; 0 where the partition has one item
 */
record Key(Kind kind, UUID of, long time) {
    enum Kind {
        HEAD,
        ROWS,
        GRP,
        MSG
    }

    static Key head(UUID group) {
        return new Key(Kind.HEAD, group, 0);
    }

    static Key rows(UUID group) {
        return new Key(Kind.ROWS, group, 0);
    }

    static Key row(UUID member, long place) {
        return new Key(Kind.GRP, member, place);
    }

    static Key message(UUID group, long time) {
        return new Key(Kind.MSG, group, time);
    }

    @Override
    public String toString() {
        return kind + "#" + of.getLeastSignificantBits() + (time == 0 ? "" : "/" + time);
    }
}
