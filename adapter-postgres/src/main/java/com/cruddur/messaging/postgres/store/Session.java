package com.cruddur.messaging.postgres.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for the time of one post. Its transactions are READ COMMITTED and durable, and end with the deadline, whatever the
 * defaults of the database are.
 */
final class Session implements PostSession, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** A network that is cut gives no answer. The server's own deadline comes first, because its answer tells more. */
    private static final int NETWORK_GRACE_MILLIS = 200;

    /**
     * Without a sequential scan the plan suits a table of any size. So it may be kept, which saves planning at each post.
     */
    private static final String BEGIN = """
            begin isolation level read committed read write;
            select set_config('synchronous_commit', 'on', true), set_config('lock_timeout', ?, true),
              set_config('statement_timeout', ?, true), set_config('enable_seqscan', 'off', true),
              set_config('plan_cache_mode', 'force_generic_plan', true);
            """;

    private static final int PARAMETERS_OF_BEGIN = 2;

    private final Connection connection;
    private final Deadline deadline;
    private final int lockTimeoutMillis;
    private final boolean autoCommit;
    private final int networkTimeout;
    private boolean inTransaction;

    /**
     * @param connection it is closed with the session
     * @param lockTimeoutMillis how long to wait for a lock, within the deadline
     */
    Session(Connection connection, Deadline deadline, int lockTimeoutMillis) throws SQLException {
        this.connection = connection;
        this.deadline = deadline;
        this.lockTimeoutMillis = lockTimeoutMillis;
        autoCommit = connection.getAutoCommit();
        networkTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, deadline.millisLeft() + NETWORK_GRACE_MILLIS);
    }

    /** Runs a statement in a transaction of its own. Everything, the commit too, goes to the server in one message. */
    @Override
    public <T> T commitInOneMessage(String query, Binder binder, Reader<T> reader) throws SQLException {
        T answer = begin(query + "; commit", binder, reader);
        inTransaction = false;
        return answer;
    }

    /** Begins a transaction and runs its first statement, in one message to the server. */
    @Override
    public <T> T begin(String query, Binder binder, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN + query)) {
            statement.setString(1, String.valueOf(Math.min(lockTimeoutMillis, deadline.millisLeft())));
            statement.setString(2, String.valueOf(deadline.millisLeft()));
            binder.bind(statement, 1 + PARAMETERS_OF_BEGIN);
            inTransaction = true;
            statement.execute();
            // The answers of "begin" and of the settings.
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        }
    }

    @Override
    public void commit() throws SQLException {
        end("commit");
    }

    @Override
    public void rollBack() throws SQLException {
        end("rollback");
    }

    private void end(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
        inTransaction = false;
    }

    /**
     * Rolls back what is not committed, and gives the connection back. Where that fails, the connection is broken, and what the
     * session has committed stays committed.
     */
    @Override
    public void close() {
        try (connection) {
            if (inTransaction) {
                rollBack();
            }
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("the message store lost a connection", e);
            abort();
        }
    }

    /** So that no other user of the pool gets a connection with an open transaction. */
    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("the message store could not close a broken connection", e);
        }
    }
}
