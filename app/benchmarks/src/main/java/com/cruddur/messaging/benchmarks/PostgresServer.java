package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.postgres.store.MessagesSchema;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL that waits for the disk at each commit, with the tables of the message store in it. */
final class PostgresServer implements AutoCloseable {
    /** One for each client, so that plain JDBC never waits for a connection. */
    private static final int CONNECTIONS = 70;

    private final EmbeddedPostgres server;
    private final HikariDataSource pool;

    private PostgresServer(EmbeddedPostgres server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
    }

    static PostgresServer start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "100")
                .start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        new MessagesSchema(pool).load();
        return new PostgresServer(server, pool);
    }

    /** As {@code CONNECTION_URL} has it. */
    String url() {
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres";
    }

    String jdbcUrl() {
        return "jdbc:" + url().replace("postgres@", "") + "?user=postgres";
    }

    HikariDataSource pool() {
        return pool;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The CPU time of this process and of the server's processes together. Those that have ended do not count. */
    static Duration cpu() {
        ProcessHandle self = ProcessHandle.current();
        return self.descendants()
                .flatMap(it -> it.info().totalCpuDuration().stream())
                .reduce(self.info().totalCpuDuration().orElseThrow(), Duration::plus);
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
