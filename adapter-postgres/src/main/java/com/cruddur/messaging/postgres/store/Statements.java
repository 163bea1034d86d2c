package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Runs single statements for everything but posts. By plain JDBC: Jdbi took twice the time of a page of messages. */
final class Statements {
    private static final int ATTEMPTS = 5;

    private final Lease lease;
    private final int attempts;

    /** Each statement is a transaction of its own. */
    Statements(DataSource dataSource) {
        this(new OwnTransactions(dataSource), ATTEMPTS);
    }

    private Statements(Lease lease, int attempts) {
        this.lease = lease;
        this.attempts = attempts;
    }

    /** Each statement is a part of the transaction of this connection, and is not tried again. */
    static Statements joined(Connection connection) {
        return new Statements(new CallersTransaction(connection), 1);
    }

    /** Lends a connection for the time of a statement. */
    private interface Lease {
        Connection take() throws SQLException;

        void giveBack(Connection connection) throws SQLException;
    }

    private record OwnTransactions(DataSource dataSource) implements Lease {
        @Override
        public Connection take() throws SQLException {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(true);
            return connection;
        }

        @Override
        public void giveBack(Connection connection) throws SQLException {
            connection.close();
        }
    }

    private record CallersTransaction(Connection connection) implements Lease {
        @Override
        public Connection take() {
            return connection;
        }

        @Override
        public void giveBack(Connection connection) {}
    }

    /** Makes something of a row. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Runs one query.
     *
     * @param values the values of its parameters, in their order
     * @throws StorageException when the database failed; its message quotes no value
     */
    <T> List<T> list(String query, RowMapper<T> mapper, Object... values) {
        return run(query, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(mapper.map(rows));
                }
                return list;
            }
        });
    }

    /** The first row of a query, as {@link #list} reads it. */
    <T> Optional<T> first(String query, RowMapper<T> mapper, Object... values) {
        return list(query, mapper, values).stream().findFirst();
    }

    /** Runs one statement that changes rows, in a transaction of its own, and tells how many rows it changed. */
    int update(String statement, Object... values) {
        return run(statement, values, PreparedStatement::executeUpdate);
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Where serialisable is the database's default, another program's transaction may make a query fail that succeeds at once again. */
    private <T> T run(String sql, Object[] values, Execution<T> execution) {
        for (int attempt = 1; ; attempt++) {
            try {
                return runOnce(sql, values, execution);
            } catch (SQLException e) {
                if (attempt >= attempts || Failure.of(e) != Failure.RETRY) {
                    throw new StorageException("the message store could not use its database", e);
                }
            }
        }
    }

    private <T> T runOnce(String sql, Object[] values, Execution<T> execution) throws SQLException {
        Connection connection = lease.take();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return execution.of(statement);
        } finally {
            lease.giveBack(connection);
        }
    }
}
