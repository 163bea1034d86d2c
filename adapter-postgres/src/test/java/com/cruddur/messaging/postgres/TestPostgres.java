package com.cruddur.messaging.postgres;

import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** One PostgreSQL for all tests of a run, ended with it, and a new database in it for each test that needs one. */
public final class TestPostgres {
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            return builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It unpacks its programs in a directory where no other user of the machine can put one. */
    public static EmbeddedPostgres.Builder builder() throws IOException {
        Path programs = Path.of(System.getProperty("ot.epg.working-dir"));
        Files.createDirectories(
                programs.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return EmbeddedPostgres.builder();
    }

    /** The URL of a new database without anything in it. */
    public static String newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(SERVER.getPostgresDatabase(), "create database " + name);
        return url(SERVER, name);
    }

    public static String url(EmbeddedPostgres server, String database) {
        return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** A pool on a new database with the schema loaded. */
    static HikariDataSource newDirectory() {
        HikariDataSource pool = ConnectionUrl.parse(newDatabase()).open();
        whenReachable(() -> {
            new UsersSchema(pool).load();
            return null;
        });
        return pool;
    }

    /**
     * The call's answer, once the database answers. A pool looks for it at growing intervals, so that the first calls after an
     * outage may still fail; on a busy machine so may the first one of all.
     */
    public static <T> T whenReachable(Supplier<T> call) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return call.get();
            } catch (StorageException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    public static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of what a query answers. */
    public static List<String> query(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
