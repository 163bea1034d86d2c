package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Streams of events: the service on memory and on PostgreSQL, and a bare Jetty handler that holds as many. */
final class StreamsBenchmark {
    private static final int STREAMS = 10_000;
    private static final int FEW = 100;
    private static final int SENDERS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private StreamsBenchmark() {}

    static void run() throws Exception {
        System.out.printf("%nStreams of events: %,d users with one each, %,d of them post%n", STREAMS, SENDERS);
        Path pairs = Files.createTempFile("pairs", ".txt");
        try {
            try (ServerProcess server = ServerProcess.start(StreamsServer.class, String.valueOf(STREAMS))) {
                StreamUsers users = StreamUsers.of(server.port(), STREAMS, SENDERS);
                Files.write(pairs, users.pairs(), US_ASCII);
                new Part("messaging", server, users).measure();
                try (ServerProcess bare = ServerProcess.start(JettyStreams.class, pairs.toString())) {
                    new Part("Jetty alone", bare, users).measure();
                }
            }
            try (PostgresServer postgres = PostgresServer.start();
                    ServerProcess server =
                            ServerProcess.start(StreamsServer.class, String.valueOf(STREAMS), postgres.url())) {
                new Part("messaging on PostgreSQL", server, StreamUsers.of(server.port(), STREAMS, SENDERS)).measure();
            }
        } finally {
            Files.delete(pairs);
        }
    }

    /** The measurements of one server. */
    private record Part(String name, ServerProcess server, StreamUsers users) {
        void measure() throws Exception {
            System.out.printf("%n%s%n", name);
            StreamPosts posts = new StreamPosts(server.port(), users.posts(), 0);
            List<byte[]> all = users.streams();
            try (StreamClients few = StreamClients.open(server.port(), all.subList(0, FEW), posts)) {
                requireAll(few, FEW);
                posts.run(WARM_UP, FEW);
                latencies(FEW, posts.run(TIME, FEW));
            }
            long before = users.memory(server.port());
            try (StreamClients many = StreamClients.open(server.port(), all, posts)) {
                requireAll(many, STREAMS);
                System.out.printf("  memory a stream, bytes: %,d%n", (users.memory(server.port()) - before) / STREAMS);
                Duration spent = server.cpu();
                TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
                spent = server.cpu().minus(spent);
                System.out.printf(
                        "  CPU while all are idle, ms a second: %.1f%n", (double) spent.toMillis() / IDLE.toSeconds());
                posts.run(WARM_UP, STREAMS);
                latencies(STREAMS, posts.run(TIME, STREAMS));
                requireAll(many, STREAMS);
            }
            reconnect(posts, all);
        }

        /** All at once, right after all have gone, while posts go on. */
        private void reconnect(StreamPosts posts, List<byte[]> all) throws Exception {
            CompletableFuture<StreamPosts.Result> meanwhile = CompletableFuture.supplyAsync(() -> {
                try {
                    return posts.run(TIME, 0);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            TimeUnit.SECONDS.sleep(1);
            long start = System.nanoTime();
            try (StreamClients again = StreamClients.open(server.port(), all, posts)) {
                System.out.printf(
                        "  %,d connect again at once: %,d are served within %.1f s, %,d are not; posts a second meanwhile: %.0f%n",
                        STREAMS,
                        again.ready(),
                        (System.nanoTime() - start) / 1e9,
                        STREAMS - again.ready(),
                        meanwhile.get().rate());
            }
        }

        private static void requireAll(StreamClients clients, int count) {
            if (clients.ready() != count || clients.broken() > 0) {
                throw new IllegalStateException(clients.ready() + " of " + count + " streams are open");
            }
        }

        private static void latencies(int streams, StreamPosts.Result result) {
            System.out.printf(
                    "  %,d streams, %.0f posts a second, ms from the answer to the event: 50 of 100 within %.1f, 99 within %.1f%n",
                    streams,
                    result.rate(),
                    result.latencies().within(0.5).toNanos() / 1e6,
                    result.latencies().p99().toNanos() / 1e6);
        }
    }
}
