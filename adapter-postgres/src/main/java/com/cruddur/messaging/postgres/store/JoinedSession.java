package com.cruddur.messaging.postgres.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A part of another program's transaction. A statement that fails leaves that transaction as it was. */
final class JoinedSession implements PostSession {
    private static final String SAVE = "savepoint messaging_post";
    private static final String KEEP = "release savepoint messaging_post";
    private static final String UNDO = "rollback to savepoint messaging_post";

    private final Connection connection;
    private final Deadline deadline;

    JoinedSession(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public <T> T commitInOneMessage(String query, Binder binder, Reader<T> reader) throws SQLException {
        return execute(SAVE + ";" + query + ";" + KEEP, binder, reader);
    }

    @Override
    public <T> T begin(String query, Binder binder, Reader<T> reader) throws SQLException {
        return execute(SAVE + ";" + query, binder, reader);
    }

    @Override
    public void commit() throws SQLException {
        run(KEEP);
    }

    @Override
    public void rollBack() throws SQLException {
        run(UNDO);
    }

    private <T> T execute(String commands, Binder binder, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(commands)) {
            statement.setQueryTimeout(Math.max(1, deadline.millisLeft() / 1_000));
            binder.bind(statement, 1);
            statement.execute();
            // The answer of "savepoint".
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            undoAfter(e);
            throw e;
        }
    }

    private void undoAfter(SQLException failure) {
        try {
            rollBack();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
