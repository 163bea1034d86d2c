package com.cruddur.messaging.postgres.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that moves a read horizon. Time and count come together from the newest message at or before a time that is not later
 * than the group's newest message, so no post that commits meanwhile can change them. A count of rows would count by an old snapshot.
 */
final class MarkStatement {
    private static final String TEMPLATE = """
            with mark as materialized (
              select ?::uuid as group_uuid, ?::uuid as reader, {up_to} as up_to
            ), target as materialized (
              select p.*, m.created_at, m.lower_sent, m.higher_sent
              from mark p cross join lateral (
                select created_at, lower_sent, higher_sent from {schema}.messages
                where group_uuid = p.group_uuid and created_at <= p.up_to order by created_at desc limit 1) m
            ), moved as (
              update {schema}.message_groups g set
                lower_read_up_to = case when t.reader = g.lower then t.created_at else g.lower_read_up_to end,
                lower_read = case when t.reader = g.lower then t.higher_sent else g.lower_read end,
                higher_read_up_to = case when t.reader = g.higher then t.created_at else g.higher_read_up_to end,
                higher_read = case when t.reader = g.higher then t.lower_sent else g.higher_read end
              from target t
              where g.uuid = t.group_uuid and t.reader in (g.lower, g.higher) and t.up_to <= g.last_at
                and coalesce({horizon_of_t} < t.created_at, true)
              returning t.created_at
            )
            select p.up_to > g.last_at as too_late, m.created_at is not null as moved,
              coalesce(m.created_at, {horizon_of_p}) as horizon
            from mark p join {schema}.message_groups g
              on g.uuid = p.group_uuid and p.reader in (g.lower, g.higher) and g.last_at is not null
            left join moved m on true""";

    private static final String HORIZON =
            "case when %s.reader = g.lower then g.lower_read_up_to else g.higher_read_up_to end";

    private final String text;

    MarkStatement(Schema schema) {
        text = schema.in(TEMPLATE.replace("{up_to}", Times.sql("?"))
                .replace("{horizon_of_t}", HORIZON.formatted("t"))
                .replace("{horizon_of_p}", HORIZON.formatted("p")));
    }

    /**
     * The outcome of a mark.
     *
     * @param tooLate whether its time is later than the group's newest message
     * @param moved whether it moved the horizon
     * @param horizon where the reader's horizon stands; null when there is none
     */
    record Mark(boolean tooLate, boolean moved, @Nullable Instant horizon) {}

    /**
     * Moves the horizon in a transaction of its own.
     *
     * @return empty when there is no such group, or the reader is not a member of it
     */
    Optional<Mark> run(PostSession session, UUID group, UUID reader, long upToMicros) throws SQLException {
        return session.commitInOneMessage(
                text,
                (statement, first) -> bind(statement, first, group, reader, upToMicros),
                rows -> rows.next() ? Optional.of(mark(rows)) : Optional.empty());
    }

    private static void bind(PreparedStatement statement, int first, UUID group, UUID reader, long upToMicros)
            throws SQLException {
        statement.setObject(first, group);
        statement.setObject(first + 1, reader);
        statement.setLong(first + 2, upToMicros);
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getBoolean("too_late"), row.getBoolean("moved"), Times.timeOrNull(row, "horizon"));
    }
}
