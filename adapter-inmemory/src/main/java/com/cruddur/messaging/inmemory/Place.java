package com.cruddur.messaging.inmemory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * The sort key of a row in an inbox.
 *
 * @param micros the time of the row's message, in microseconds since 1970
 * @param sequence a number that no two rows share, so that any number of rows may stand at one time
 */
record Place(long micros, long sequence) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::micros).thenComparingLong(Place::sequence);

    static Place at(Instant time, long sequence) {
        return new Place(ChronoUnit.MICROS.between(Instant.EPOCH, time), sequence);
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
        return micros + "." + sequence;
    }
}
