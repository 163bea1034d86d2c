package com.cruddur.messaging.postgres.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One connection to the bus. It waits for no answer longer than it is told. */
final class BusConnection implements AutoCloseable {
    /** A NOTIFY is a hint: its commit need not wait for the disk, and holds a lock that all others need. */
    private static final String SETTINGS = "set synchronous_commit = off; set application_name = ";

    private final Connection connection;

    private BusConnection(Connection connection) {
        this.connection = connection;
    }

    /** @param name shows in {@code pg_stat_activity}; letters and hyphens */
    static BusConnection open(DataSource connections, String name, Duration answer) throws SQLException {
        Connection connection = connections.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, (int) answer.toMillis());
            connection.setAutoCommit(true);
            BusConnection bus = new BusConnection(connection);
            bus.execute(SETTINGS + "'" + name + "'");
            return bus;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Once this has returned, the connection gets each notification whose transaction commits later. */
    void listen(String channel) throws SQLException {
        execute("listen \"" + channel + "\"");
    }

    PreparedStatement notifier(String channel) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)");
        statement.setString(1, channel);
        return statement;
    }

    /** Waits for notifications; empty where none has come in this time. */
    PGNotification[] await(Duration time) throws SQLException {
        PGNotification[] arrived =
                connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, time.toMillis()));
        return arrived == null ? new PGNotification[0] : arrived;
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Ends it at once, also while another thread waits for an answer on it. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver cannot end a connection", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
