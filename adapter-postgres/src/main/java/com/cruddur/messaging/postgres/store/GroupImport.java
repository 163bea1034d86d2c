package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stores a whole group, with the times that its messages have, in one transaction. */
final class GroupImport {
    private static final int BATCH = 500;
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String MESSAGE = """
            insert into {schema}.messages
              (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
            values (?, {at}, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""".replace("{at}", Times.sql("?"));

    private static final String GROUP = """
            insert into {schema}.message_groups as g (uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle,
              extra, last_at, last_sender, last_text, lower_sent, higher_sent,
              lower_read, lower_read_up_to, higher_read, higher_read_up_to)
            values (?, ?, ?, ?, ?, ?, ?, ?, {at}, ?, ?, ?, ?, ?, {at}, ?, {at})
            on conflict (uuid) do update set
              lower_name = excluded.lower_name, lower_handle = excluded.lower_handle,
              higher_name = excluded.higher_name, higher_handle = excluded.higher_handle,
              last_at = excluded.last_at, last_sender = excluded.last_sender, last_text = excluded.last_text,
              lower_sent = excluded.lower_sent, higher_sent = excluded.higher_sent,
              {horizon_of_lower}, {horizon_of_higher}
            where g.last_at <= excluded.last_at""".replace("{at}", Times.sql("?::int8"))
            .replace("{horizon_of_lower}", furtherHorizon("lower"))
            .replace("{horizon_of_higher}", furtherHorizon("higher"));

    private final DataSource dataSource;
    private final Schema schema;

    GroupImport(DataSource dataSource, Schema schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    private static String furtherHorizon(String member) {
        return """
                {own}_read = case when g.{own}_read_up_to > coalesce(excluded.{own}_read_up_to, '-infinity')
                  then g.{own}_read else excluded.{own}_read end,
                {own}_read_up_to = greatest(g.{own}_read_up_to, excluded.{own}_read_up_to)""".replace("{own}", member);
    }

    void run(StoredGroup group, Iterator<Message> messages) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                execute(connection, "set local synchronous_commit = on");
                storeGroup(connection, group, storeMessages(connection, group, messages).newest);
                new CountsImport(connection, schema, group).run();
                connection.commit();
                committed = true;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new IllegalArgumentException("the two users have another group", e);
            }
            throw new StorageException("the message store could not add a group", e);
        }
    }

    /** The newest message so far, and how many messages each member has sent. In most groups all messages are counted. */
    private static final class Counts {
        private @Nullable Message newest;
        private long lower;
        private long higher;

        void add(Message message, UUID lowerMember) {
            newest = message;
            if (message.sender().uuid().equals(lowerMember)) {
                lower++;
            } else {
                higher++;
            }
        }
    }

    private Counts storeMessages(Connection connection, StoredGroup group, Iterator<Message> messages)
            throws SQLException {
        Counts counts = new Counts();
        UUID lower = group.members().get(0).uuid();
        try (PreparedStatement statement = connection.prepareStatement(schema.in(MESSAGE))) {
            for (int waiting = 1; messages.hasNext(); waiting++) {
                Message message = messages.next();
                counts.add(message, lower);
                bind(
                        statement,
                        group.uuid(),
                        Times.micros(message.createdAt()),
                        message.uuid(),
                        message.sender().uuid(),
                        message.sender().displayName(),
                        message.sender().handle(),
                        message.text(),
                        counts.lower,
                        counts.higher);
                statement.addBatch();
                if (waiting % BATCH == 0 || !messages.hasNext()) {
                    statement.executeBatch();
                }
            }
        }
        return counts;
    }

    private void storeGroup(Connection connection, StoredGroup group, @Nullable Message newest) throws SQLException {
        if (newest == null) {
            throw new IllegalArgumentException("the group has no message");
        }
        User lower = group.members().get(0);
        User higher = group.members().get(1);
        ReadState ofLower = group.reading().get(0);
        ReadState ofHigher = group.reading().get(1);
        try (PreparedStatement statement = connection.prepareStatement(schema.in(GROUP))) {
            bind(
                    statement,
                    group.uuid(),
                    lower.uuid(),
                    lower.displayName(),
                    lower.handle(),
                    higher.uuid(),
                    higher.displayName(),
                    higher.handle(),
                    group.extra(),
                    Times.micros(newest.createdAt()),
                    newest.sender().uuid(),
                    newest.text(),
                    ofLower.sent(),
                    ofHigher.sent(),
                    ofLower.read(),
                    microsOrNull(ofLower.readUpTo()),
                    ofHigher.read(),
                    microsOrNull(ofHigher.readUpTo()));
            statement.executeUpdate();
        }
    }

    private static @Nullable Long microsOrNull(@Nullable Instant time) {
        return time == null ? null : Times.micros(time);
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text && text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("PostgreSQL holds no text with the character NUL");
            }
            statement.setObject(i + 1, values[i]);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
