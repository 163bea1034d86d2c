package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A server that a test may stop, with a store on it. */
final class OwnServer implements AutoCloseable {
    private final Path data;
    private final HikariDataSource pool;
    private EmbeddedPostgres server;
    final PostgresStore store;

    OwnServer(Path data) throws IOException {
        this.data = data;
        this.server = start(0);
        this.pool = ConnectionUrl.parse(TestPostgres.url(server, "postgres")).open();
        new MessagesSchema(pool).load();
        this.store = new PostgresStore(pool);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return TestPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_size", "32MB")
                .setServerConfig("min_wal_size", "32MB")
                .start();
    }

    /** Ends all sessions, and begins anew on the same data. */
    void restart() throws IOException {
        server.close();
        server = start(server.getPort());
    }

    boolean isRunning() {
        return Files.exists(data.resolve("postmaster.pid"));
    }

    /** Opens a group of two new users. */
    UUID newGroup(User one, User two) {
        UUID group = UUID.randomUUID();
        store.messages().appendTo(two, group, TestStore.message(one, "first"));
        return group;
    }

    /** Posts until the store says that the message is stored, each time as another request with the same key. */
    void postUntilStored(UUID group, User sender, String text) {
        while (true) {
            try {
                post(group, sender, text);
                return;
            } catch (StorageException tryAgain) {
                Thread.onSpinWait();
            }
        }
    }

    /** Posts once, with the text as its key. */
    void post(UUID group, User sender, String text) {
        Idempotency idempotency = new Idempotency(new IdempotencyKey(text.replace(' ', '-')), text);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        store.messages()
                .append(group, new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now, idempotency));
    }

    /** The texts of a group, oldest first. */
    List<String> texts(UUID group) {
        return TestPostgres.whenReachable(() -> TestPostgres.query(
                pool, "select text from messaging.messages where group_uuid = '" + group + "' order by created_at"));
    }

    @Override
    public void close() throws IOException {
        store.close();
        pool.close();
        server.close();
    }
}
