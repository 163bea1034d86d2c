package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.dynamodb.table.TimeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Where a group row is to stand: the time of its message, or somewhat later where another row of the same user has that
 * place. The steps are random and their bound doubles, so that a place is found in few attempts, also among rivals.
 */
public record Place(String text, Instant time, long bound) {
    private static final long FURTHEST_STEP = 1L << 20;

    public static Place at(Instant time) {
        return new Place(TimeText.of(time), time, 2);
    }

    /** Where the row stands, if it does not come before {@code time}; a row never moves back, nor where it is displaced. */
    static Place atOrStaying(Instant time, String standing) {
        Place place = at(time);
        return place.text.compareTo(standing) > 0
                ? place
                : new Place(standing, TimeText.after(standing).minus(1, ChronoUnit.MICROS), 2);
    }

    /** That place, or as much later as {@code times} rows in the way make it. */
    public static Place at(Instant time, int times) {
        return Stream.iterate(at(time), Place::displaced)
                .skip(times)
                .findFirst()
                .orElseThrow();
    }

    Place displaced() {
        Instant later = time.plus(1 + ThreadLocalRandom.current().nextLong(bound), ChronoUnit.MICROS);
        return new Place(TimeText.of(later), later, Math.min(2 * bound, FURTHEST_STEP));
    }
}
