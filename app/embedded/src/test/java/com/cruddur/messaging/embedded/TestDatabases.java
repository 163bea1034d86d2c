package com.cruddur.messaging.embedded;

import com.cruddur.messaging.postgres.Account;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.commons.io.FileUtils;

/** One PostgreSQL server for a whole test process, and in it a new database for each caller. */
final class TestDatabases {
    /** As the reference's {@code db/schema-load} makes it. */
    static final String REFERENCE_TABLE = """
            create table public.users (
              uuid UUID default gen_random_uuid() primary key,
              display_name text not null,
              handle text not null,
              email text not null,
              cognito_user_id text not null,
              created_at timestamp default current_timestamp not null
            )""";

    private static final LocalPostgres SERVER = start();

    private TestDatabases() {}

    private static LocalPostgres start() {
        try {
            Path directory = Files.createTempDirectory("test-databases");
            LocalPostgres server = LocalPostgres.start(
                    directory.resolve("postgres"), PostgresPrograms.directory(), OptionalInt.empty());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(LocalPostgres server, Path directory) {
        try {
            server.close();
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a new database without anything in it. */
    static String create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(SERVER.connectionUrl(), "create database " + name);
        return named(name);
    }

    static String named(String database) {
        return SERVER.connectionUrl().replaceFirst("[^/]*$", database);
    }

    static void addUsers(String url, List<Account> users) {
        try (HikariDataSource database = ConnectionUrl.parse(url).open()) {
            new Accounts(database).add(users);
        }
    }

    static void execute(String url, String sql) {
        try (HikariDataSource database = ConnectionUrl.parse(url).open();
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what a query answers. */
    static List<String> query(String url, String sql) {
        try (HikariDataSource database = ConnectionUrl.parse(url).open();
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
