package com.cruddur.messaging.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The measurements of a number of streams.
 *
 * @param server holds the streams
 * @param requests one of each stream
 * @param posts at this server, or at another instance
 */
record StreamsRun(ServerProcess server, List<byte[]> requests, StreamPosts posts) {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** From the answers to the posts to the events. */
    void latencies() throws Exception {
        try (StreamClients clients = open()) {
            latencies(clients);
        }
    }

    /** @param memory tells how many bytes are in use in the server */
    void memoryAndLatencies(Callable<Long> memory) throws Exception {
        long before = memory.call();
        try (StreamClients clients = open()) {
            System.out.printf("  memory a stream, bytes: %,d%n", (memory.call() - before) / requests.size());
            Duration spent = server.cpu();
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
            spent = server.cpu().minus(spent);
            System.out.printf(
                    "  CPU while all are idle, ms a second: %.1f%n", (double) spent.toMillis() / IDLE.toSeconds());
            latencies(clients);
        }
    }

    /** All at once, right after all have gone, while posts go on. */
    void reconnect() throws Exception {
        CompletableFuture<StreamPosts.Result> meanwhile = CompletableFuture.supplyAsync(() -> {
            try {
                return posts.run(TIME, 0);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        TimeUnit.SECONDS.sleep(1);
        long start = System.nanoTime();
        try (StreamClients again = open()) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "  %,d connect again at once: all are served within %.1f s; posts a second meanwhile: %.0f%n",
                    requests.size(), seconds, meanwhile.get().rate());
            again.requireAll();
        }
    }

    private StreamClients open() throws Exception {
        StreamClients clients = StreamClients.open(server.port(), requests, posts);
        try {
            clients.requireAll();
            return clients;
        } catch (IllegalStateException e) {
            clients.close();
            throw e;
        }
    }

    private void latencies(StreamClients clients) throws Exception {
        posts.run(WARM_UP, requests.size());
        StreamPosts.Result result = posts.run(TIME, requests.size());
        clients.requireAll();
        System.out.printf(
                "  %,d streams, %.0f posts a second, ms from the answer to the event: 50 of 100 within %.1f, 99 within %.1f%n",
                requests.size(),
                result.rate(),
                result.latencies().within(0.5).toNanos() / 1e6,
                result.latencies().p99().toNanos() / 1e6);
    }
}
