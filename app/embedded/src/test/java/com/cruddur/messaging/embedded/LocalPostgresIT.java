package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.postgres.ConnectionUrl;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPostgresIT {
    @TempDir
    private Path directory;

    @Test
    void whatAFirstStartLeftThatWasCutOffIsMadeAnew() throws Exception {
        Path data = directory.resolve("postgres");
        Files.createDirectories(data.resolve("base"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        Files.writeString(data.resolve("base").resolve("half"), "written");

        start("create table kept (id int)");

        assertThat(data.resolve("base").resolve("half")).doesNotExist();
        assertThat(start("select from kept")).isTrue();
    }

    private boolean start(String statement) throws Exception {
        LocalPostgres postgres =
                LocalPostgres.start(directory.resolve("postgres"), PostgresPrograms.directory(), OptionalInt.empty());
        try (HikariDataSource database =
                ConnectionUrl.parse(postgres.connectionUrl()).open()) {
            return isRun(database, statement);
        } finally {
            postgres.close();
        }
    }

    private static boolean isRun(HikariDataSource database, String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            return run.execute(statement);
        }
    }
}
