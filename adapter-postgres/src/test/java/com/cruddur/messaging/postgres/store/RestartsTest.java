package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As in a failover, PostgreSQL ends all sessions during posts, and is back after a while. */
@Timeout(120)
class RestartsTest {
    private static final int CLIENTS = 8;
    private static final int RESTARTS = 3;
    private static final int POSTS_BETWEEN = 100;

    @TempDir
    private Path directory;

    @Test
    void everyMessageIsStoredOnceAndInItsSendersOrder() throws Exception {
        AtomicBoolean stopping = new AtomicBoolean();
        AtomicInteger posted = new AtomicInteger();
        try (OwnServer server = new OwnServer(directory.resolve("pg"));
                Parallel parallel = new Parallel()) {
            List<UUID> groups = new ArrayList<>();
            List<User> senders = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                senders.add(TestStore.user("One"));
                groups.add(server.newGroup(senders.get(i), TestStore.user("Two")));
            }
            List<Future<List<String>>> running = parallel.start(CLIENTS, client -> {
                List<String> texts = new ArrayList<>(List.of("first"));
                while (!stopping.get()) {
                    texts.add("message " + texts.size());
                    server.postUntilStored(groups.get(client), senders.get(client), texts.get(texts.size() - 1));
                    posted.incrementAndGet();
                }
                return texts;
            });
            for (int i = 0; i <= RESTARTS; i++) {
                int before = posted.get();
                while (posted.get() < before + POSTS_BETWEEN) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                if (i < RESTARTS) {
                    server.restart();
                }
            }
            stopping.set(true);
            List<List<String>> expected = Parallel.all(running);
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(server.texts(groups.get(i))).isEqualTo(expected.get(i));
            }
        }
    }
}
