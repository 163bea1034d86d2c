package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bounds of these tests are wide: what counts is that every call ends, by a {@link StorageException}. */
@Timeout(120)
class OutageTest {
    private static final long PATIENCE_MILLIS = 600;

    @Test
    void aDatabaseThatGoesDownIsReportedAndUsedAgainOnceItIsBack(@TempDir Path data) throws Exception {
        EmbeddedPostgres server = start(data, 0);
        int port = server.getPort();
        try (HikariDataSource pool =
                ConnectionUrl.parse(TestPostgres.url(server, "postgres")).open(PATIENCE_MILLIS)) {
            new UsersSchema(pool).load();
            new Accounts(pool).add(Accounts.seeds(UUID::randomUUID));
            PostgresUsers users = new PostgresUsers(pool);
            Optional<User> bayko = users.byHandle("bayko");
            assertThat(bayko).isPresent();

            server.close();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> users.byHandle("bayko")).isInstanceOf(StorageException.class);
            }
            assertThatThrownBy(() -> new Accounts(pool).add(Accounts.seeds(UUID::randomUUID)))
                    .isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> new UsersSchema(pool).load()).isInstanceOf(StorageException.class);

            server = start(data, port);
            assertThat(TestPostgres.whenReachable(() -> users.byHandle("bayko")))
                    .isEqualTo(bayko);
        } finally {
            server.close();
        }
    }

    @Test
    void aPoolMayBeOpenedBeforeTheDatabaseIsThere(@TempDir Path data) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = "postgresql://postgres@127.0.0.1:" + port + "/postgres";
        try (HikariDataSource pool = ConnectionUrl.parse(url).open(PATIENCE_MILLIS)) {
            assertThatThrownBy(() -> new UsersSchema(pool).load()).isInstanceOf(StorageException.class);
            try (EmbeddedPostgres server = start(data, port)) {
                assertThat(server.getPort()).isEqualTo(port);
                TestPostgres.whenReachable(() -> {
                    new UsersSchema(pool).load();
                    return null;
                });
                assertThat(new PostgresUsers(pool).byHandle("bayko")).isEmpty();
            }
        }
    }

    @Test
    void aServerThatAcceptsButNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HikariDataSource pool = ConnectionUrl.parse(
                                "postgresql://postgres@127.0.0.1:" + mute.getLocalPort() + "/postgres")
                        .open(PATIENCE_MILLIS)) {
            assertThatThrownBy(() -> new PostgresUsers(pool).byHandle("bayko")).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void aQueryThatIsNeverAnsweredIsGivenUp() throws Exception {
        String url = TestPostgres.newDatabase();
        try (HikariDataSource pool =
                ConnectionUrl.parse(url + "?socketTimeout=1").open(PATIENCE_MILLIS)) {
            new UsersSchema(pool).load();
            PostgresUsers users = new PostgresUsers(pool);
            try (Connection other = pool.getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("lock table public.users in access exclusive mode");
                assertThatThrownBy(() -> users.byHandle("bayko")).isInstanceOf(StorageException.class);
                other.rollback();
            }
            assertThat(users.byHandle("bayko")).isEmpty();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return TestPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("pg"))
                .setCleanDataDirectory(false)
                .start();
    }
}
