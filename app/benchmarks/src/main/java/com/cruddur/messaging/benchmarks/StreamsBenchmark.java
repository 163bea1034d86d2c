package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Streams of events: the service on memory, beside a bare Jetty handler that holds as many; the service on PostgreSQL; and two instances
 * on one PostgreSQL. An event that does not come, and a stream that breaks, end it with an error.
 */
final class StreamsBenchmark {
    private static final int STREAMS = 10_000;
    private static final int FEW = 100;
    private static final int SENDERS = 1_000;

    private StreamsBenchmark() {}

    static void run() throws Exception {
        System.out.printf("%nStreams of events: %,d users with one each, %,d of them post%n", STREAMS, SENDERS);
        onMemory();
        onPostgres();
    }

    private static void onMemory() throws Exception {
        Path pairs = Files.createTempFile("pairs", ".txt");
        try (ServerProcess server = ServerProcess.start(StreamsServer.class, String.valueOf(STREAMS))) {
            StreamUsers users = StreamUsers.of(server.port(), STREAMS, SENDERS);
            Files.write(pairs, users.pairs(), US_ASCII);
            measure("messaging on memory", server, users);
            try (ServerProcess bare = ServerProcess.start(JettyStreams.class, pairs.toString())) {
                measure("Jetty alone", bare, users);
            }
        } finally {
            Files.delete(pairs);
        }
    }

    private static void onPostgres() throws Exception {
        String all = String.valueOf(STREAMS);
        try (PostgresServer postgres = PostgresServer.start();
                ServerProcess server = ServerProcess.start(StreamsServer.class, all, postgres.url())) {
            StreamUsers users = StreamUsers.of(server.port(), STREAMS, SENDERS);
            measure("messaging on PostgreSQL", server, users);
            try (ServerProcess other = ServerProcess.start(StreamsServer.class, all, postgres.url())) {
                System.out.printf("%nmessaging on PostgreSQL, posts at one instance and streams at another%n");
                StreamUsers there = new StreamUsers(StreamUsers.tokens(other.port(), FEW), users.posts());
                new StreamsRun(other, there.streams(), new StreamPosts(server.port(), users.posts(), 0)).latencies();
            }
        }
    }

    private static void measure(String name, ServerProcess server, StreamUsers users) throws Exception {
        System.out.printf("%n%s%n", name);
        List<byte[]> all = users.streams();
        StreamPosts posts = new StreamPosts(server.port(), users.posts(), 0);
        new StreamsRun(server, all.subList(0, FEW), posts).latencies();
        StreamsRun many = new StreamsRun(server, all, posts);
        many.memoryAndLatencies(() -> users.memory(server.port()));
        many.reconnect();
    }
}
