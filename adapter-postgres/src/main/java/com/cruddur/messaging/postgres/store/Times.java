package com.cruddur.messaging.postgres.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as statements take them, in microseconds since 1970, and as rows hold them. */
final class Times {
    private Times() {}

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The same of a time that a caller asks for: one that no message can have becomes the first or the last that one can. */
    static long searched(Instant time) {
        try {
            return Math.min(Positions.NEWEST, Math.max(Positions.OLDEST, micros(time)));
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Positions.OLDEST : Positions.NEWEST;
        }
    }

    /** The time of these microseconds, in SQL. */
    static String sql(String micros) {
        return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
