package com.cruddur.messaging.inmemory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * Where a row stands in an inbox: the time of its message, and a turn that no two rows share, so that any number of rows may
 * stand at one time.
 */
record Place(long micros, long turn) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::micros).thenComparingLong(Place::turn);

    static Place at(Instant time, long turn) {
        return new Place(ChronoUnit.MICROS.between(Instant.EPOCH, time), turn);
    }

    static Place parse(String text) {
        int dot = text.indexOf('.');
        return new Place(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return micros + "." + turn;
    }
}
