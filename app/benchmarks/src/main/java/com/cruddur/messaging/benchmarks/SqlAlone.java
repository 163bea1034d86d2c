package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.domain.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** The best that one statement a request does on the tables of the message store, over plain JDBC. */
final class SqlAlone {
    private static final int PAGE = 21;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private static final String POST = """
            with moved as (
              update messaging.message_groups set
                last_at = greatest(?::timestamptz, last_at + interval '1 microsecond'), last_sender = ?, last_text = ?,
                lower_sent = lower_sent + (lower = ?)::int, higher_sent = higher_sent + (higher = ?)::int
              where uuid = ? and ? in (lower, higher)
              returning uuid, last_at, lower_sent, higher_sent
            )
            insert into messaging.messages
              (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
            select uuid, last_at, ?, ?, ?, ?, ?, lower_sent, higher_sent from moved returning created_at""";

    private static final String MESSAGES = """
            select group_uuid, created_at, uuid, sender, sender_name, sender_handle, text
            from messaging.messages
            where group_uuid = ? and created_at < ?
              and exists (select 1 from messaging.message_groups where uuid = ? and ? in (lower, higher))
            order by created_at desc limit 21""";

    private static final String GROUPS = """
            select * from (
              (select uuid, last_at, last_text, higher, higher_name, higher_handle from messaging.message_groups
               where lower = ? and (last_at, uuid) < (?, ?) order by last_at desc, uuid desc limit 21)
              union all
              (select uuid, last_at, last_text, lower, lower_name, lower_handle from messaging.message_groups
               where higher = ? and (last_at, uuid) < (?, ?) order by last_at desc, uuid desc limit 21)
            ) both_sides order by last_at desc, uuid desc limit 21""";

    private final DataSource dataSource;

    SqlAlone(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void post(UUID group, User sender, String text) throws SQLException {
        UUID uuid = sender.uuid();
        int stored = read(
                POST,
                OffsetDateTime.now(ZoneOffset.UTC),
                uuid,
                text,
                uuid,
                uuid,
                group,
                uuid,
                UUID.randomUUID(),
                uuid,
                sender.displayName(),
                sender.handle(),
                text);
        require(stored, 1);
    }

    void messages(UUID group, UUID reader) throws SQLException {
        require(read(MESSAGES, group, OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), group, reader), PAGE);
    }

    void groups(UUID user, int expected) throws SQLException {
        OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
        require(read(GROUPS, user, later, LAST, user, later, LAST), Math.min(expected, PAGE));
    }

    /** Reads every column of every row, as a caller has to. */
    private int read(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                int count = 0;
                for (; rows.next(); count++) {
                    for (int i = 1; i <= columns; i++) {
                        rows.getObject(i);
                    }
                }
                return count;
            }
        }
    }

    private static void require(int rows, int expected) {
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows in place of " + expected);
        }
    }
}
