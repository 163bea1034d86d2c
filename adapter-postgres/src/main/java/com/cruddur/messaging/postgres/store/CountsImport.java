package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the messages of an imported group the counts that lead to those of the group, and its horizons the counts of their messages. The other store may have begun to count in the
 * middle of the history; then the counts of the messages from before go below 0, so that differences of counts are right everywhere. It
 * goes backwards in small steps.
 */
final class CountsImport {
    private static final int PAGE = 500;

    private static final String TOTALS =
            "select lower, higher, lower_sent, higher_sent from {schema}.message_groups where uuid = ?";

    private static final String STEP = """
            with page as materialized (
              select created_at, sender from {schema}.messages
              where group_uuid = ? and created_at < {before} order by created_at desc limit {page}
            ), counted as (
              select created_at,
                ? - count(*) filter (where sender = ?) over later as lower_sent,
                ? - count(*) filter (where sender = ?) over later as higher_sent
              from page window later as (order by created_at desc rows between unbounded preceding and 1 preceding)
            ), changed as (
              update {schema}.messages m set lower_sent = c.lower_sent, higher_sent = c.higher_sent
              from counted c where m.group_uuid = ? and m.created_at = c.created_at
                and (m.lower_sent, m.higher_sent) <> (c.lower_sent, c.higher_sent)
            )
            select count(*) as messages, min(created_at) as oldest,
              count(*) filter (where sender = ?) as by_lower, count(*) filter (where sender = ?) as by_higher
            from page""".replace("{before}", Times.sql("?")).replace("{page}", String.valueOf(PAGE));

    /** One of the two horizons moved further than the other: the later one stays, with the count that its message has here. */
    private static final String HORIZON = """
            update {schema}.message_groups g set {own}_read_up_to = h.at, {own}_read = m.{other}_sent
            from (select greatest({own}_read_up_to, {given}) as at from {schema}.message_groups where uuid = ?) h
            cross join lateral (
              select {other}_sent from {schema}.messages
              where group_uuid = ? and created_at <= h.at order by created_at desc limit 1) m
            where g.uuid = ? and g.{own}_read_up_to is distinct from {given}""".replace("{given}", "(" + Times.sql("?::int8") + ")");

    private final Connection connection;
    private final Schema schema;
    private final UUID group;
    private final List<ReadState> reading;

    CountsImport(Connection connection, Schema schema, StoredGroup group) {
        this.connection = connection;
        this.schema = schema;
        this.group = group.uuid();
        this.reading = group.reading();
    }

    /** The counts of the messages up to a point, and the next step's beginning. */
    private record Place(UUID lower, UUID higher, long lowerSent, long higherSent, long beforeMicros) {}

    void run() throws SQLException {
        Place place = newest();
        while (place != null) {
            place = step(place);
        }
        setHorizon("lower", "higher", reading.get(0).readUpTo());
        setHorizon("higher", "lower", reading.get(1).readUpTo());
    }

    private void setHorizon(String own, String other, @Nullable Instant given) throws SQLException {
        String update = schema.in(HORIZON).replace("{own}", own).replace("{other}", other);
        Object micros = given == null ? null : Times.micros(given);
        Object[] values = {micros, group, group, group, micros};
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private Place newest() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schema.in(TOTALS))) {
            statement.setObject(1, group);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Place(
                        row.getObject("lower", UUID.class),
                        row.getObject("higher", UUID.class),
                        row.getLong("lower_sent"),
                        row.getLong("higher_sent"),
                        Positions.NEWEST);
            }
        }
    }

    private @Nullable Place step(Place from) throws SQLException {
        Object[] values = {
            group,
            from.beforeMicros,
            from.lowerSent,
            from.lower,
            from.higherSent,
            from.higher,
            group,
            from.lower,
            from.higher
        };
        try (PreparedStatement statement = connection.prepareStatement(schema.in(STEP))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong("messages") < PAGE
                        ? null
                        : new Place(
                                from.lower,
                                from.higher,
                                from.lowerSent - row.getLong("by_lower"),
                                from.higherSent - row.getLong("by_higher"),
                                Times.micros(Times.time(row, "oldest")));
            }
        }
    }
}
