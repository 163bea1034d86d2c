package com.cruddur.messaging.postgres.store;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The outcome of a post in a statement. */
sealed interface Outcome {
    /** The message is stored in this group, at this time. */
    record Stored(UUID group, Instant createdAt) implements Outcome {}

    /** The key was used before, for the request of this fingerprint; the first answer is the message of this group and time. */
    record Repeated(String fingerprint, UUID group, Instant createdAt) implements Outcome {}

    /** There is no such group, or the sender is not a member of it. */
    record NoGroup() implements Outcome {}

    /** Another transaction holds the group's row. */
    record Locked() implements Outcome {}

    /** The clock of the message is too far ahead of the database's. */
    record ClockAhead() implements Outcome {}

    /** Of a post whose group is locked, and whose key, if it has one, is decided. */
    static Outcome decided(ResultSet row, UUID group) throws SQLException {
        return row.getBoolean("fresh")
                ? new Stored(group, Times.time(row, "created_at"))
                : new Repeated(
                        requireNonNull(row.getString("first_fingerprint")),
                        requireNonNull(row.getObject("first_group", UUID.class)),
                        Times.time(row, "first_at"));
    }
}
