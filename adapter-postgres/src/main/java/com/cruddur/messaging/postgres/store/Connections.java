package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** Opens sessions within a deadline, however long the pool of connections itself waits. */
final class Connections implements AutoCloseable {
    private final DataSource dataSource;
    private final ExecutorService waiting = Threads.daemons("messaging-connections");

    Connections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Opens a session.
     *
     * @param lockTimeoutMillis how long a statement of it waits for a lock, within the deadline
     * @throws StorageException when there is no connection before the deadline; nothing was sent to the database
     */
    Session open(Deadline deadline, int lockTimeoutMillis) {
        try {
            return new Session(hasIdle() ? dataSource.getConnection() : await(deadline), deadline, lockTimeoutMillis);
        } catch (SQLException e) {
            throw new StorageException("the message store has no connection to its database", e);
        }
    }

    /** Whether the pool has a connection at hand. To ask another thread for one takes as long as a small statement. */
    private boolean hasIdle() throws SQLException {
        if (!dataSource.isWrapperFor(HikariDataSource.class)) {
            return false;
        }
        HikariPoolMXBean pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        return pool != null && pool.getIdleConnections() > 0;
    }

    private Connection await(Deadline deadline) throws SQLException {
        CompletableFuture<Connection> taken = new CompletableFuture<>();
        waiting.execute(() -> take(taken));
        try {
            return taken.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (TimeoutException e) {
            return given(taken, new SQLTimeoutException("no connection before the deadline", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return given(taken, new SQLException("interrupted", e));
        }
    }

    private void take(CompletableFuture<Connection> taken) {
        try {
            Connection connection = dataSource.getConnection();
            if (!taken.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            taken.completeExceptionally(e);
        }
    }

    /** Gives up waiting, unless the connection has come at this very moment. */
    private static Connection given(CompletableFuture<Connection> taken, SQLException otherwise) throws SQLException {
        if (taken.completeExceptionally(otherwise) || taken.isCompletedExceptionally()) {
            throw otherwise;
        }
        return taken.join();
    }

    @Override
    public void close() {
        waiting.shutdown();
    }
}
