package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service, or its PostgreSQL, while eight clients post. In full with {@code -Psimulation}: 50 times the one and 10 times the
 * other.
 */
final class CrashIT {
    private static final boolean FULL = Boolean.getBoolean("messaging.full");
    private static final int SERVICE_KILLS = FULL ? 50 : 3;
    private static final int POSTGRES_KILLS = FULL ? 10 : 2;
    private static final int POSTS_BETWEEN = 80;
    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final List<List<String>> PAIRS = List.of(
            List.of("andrewbrown", "londo"),
            List.of("andrewbrown", "altbrown"),
            List.of("bayko", "londo"),
            List.of("bayko", "altbrown"));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedIsThereOnceAndInOrderAfterEachKill() throws Exception {
        int port = LocalStack.freePort();
        Clients clients = new Clients("http://127.0.0.1:" + port);
        ServiceProcess service = serve(port);
        try {
            startTwoOfEachPair(clients, service);
            for (int i = 0; i < SERVICE_KILLS; i++) {
                awaitPosts(clients);
                service.kill();
                service = serve(port);
            }
            for (int i = 0; i < POSTGRES_KILLS; i++) {
                awaitPosts(clients);
                ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
            }
            awaitPosts(clients);
            clients.stop();
            clients.requireAll(service);
            assertThat(service.err().lines().filter(it -> it.contains("PostgreSQL had ended by itself")))
                    .hasSize(POSTGRES_KILLS);
            System.out.printf(
                    "%d messages were acknowledged, %d attempts failed, over %d kills of the service and %d of PostgreSQL (seed %d)%n",
                    clients.acknowledged(), clients.repeated(), SERVICE_KILLS, POSTGRES_KILLS, seed);
        } finally {
            service.close();
        }
    }

    private ServiceProcess serve(int port) throws IOException {
        return ServiceProcess.whenReady(ServiceProcess.run(
                directory, EMBEDDED_JAR, Map.of("MESSAGING_STORE", "postgres"), "serve", "--port", "" + port));
    }

    private static void startTwoOfEachPair(Clients clients, ServiceProcess service) throws Exception {
        for (List<String> pair : PAIRS) {
            String one = service.token(pair.get(0));
            String body = Json.object("handle", pair.get(1), "message", "the first");
            String group = Json.parse(service.post(one, body).body())
                    .get("message_group_uuid")
                    .asText();
            clients.start(one, group, pair.get(0) + " to " + pair.get(1));
            clients.start(service.token(pair.get(1)), group, pair.get(1) + " to " + pair.get(0));
        }
    }

    /** Until the clients have posted again for a while, and then at any moment. */
    private void awaitPosts(Clients clients) throws InterruptedException {
        int before = clients.acknowledged();
        ServiceProcess.waitUntil(() -> clients.acknowledged() >= before + POSTS_BETWEEN);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("data/postgres/postmaster.pid"))
                .get(0)
                .strip());
    }
}
