package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Posts at a steady rate, each by the next sender, whether or not the earlier ones were answered. */
final class StreamPosts implements StreamClients.Heard {
    private static final int CONNECTIONS = 32;
    private static final int PER_SECOND = 500;
    private static final long PATIENCE_SECONDS = 5;

    private final int port;
    private final List<byte[]> posts;
    private final int firstReceiver;
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /**
     * @param posts one of each sender
     * @param firstReceiver the number of the client that receives what the first sender posts
     */
    StreamPosts(int port, List<byte[]> posts, int firstReceiver) {
        this.port = port;
        this.posts = posts;
        this.firstReceiver = firstReceiver;
    }

    @Override
    public void message(int client, String uuid, long nanoTime) {
        if (client >= firstReceiver && client < firstReceiver + posts.size()) {
            told.putIfAbsent(uuid, nanoTime);
        }
    }

    /**
     * The measurements.
     *
     * @param latencies from the answer to a post until its event is at the other user; 0 where the event comes first
     * @param rate of the posts, in a second
     */
    record Result(Latencies latencies, double rate) {}

    /** Posts for a time, then waits until the events of all posts have come that the receivers' clients can hear. */
    Result run(Duration time, int receivers) throws Exception {
        answered.clear();
        told.clear();
        AtomicInteger next = new AtomicInteger();
        int all = (int) time.toSeconds() * PER_SECOND;
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(() -> post(next, all, start));
        }
        List<Future<Integer>> results = threads.invokeAll(senders);
        threads.shutdown();
        double seconds = (System.nanoTime() - start) / 1e9;
        int heard = 0;
        for (Future<Integer> result : results) {
            heard += result.get();
        }
        int expected = (int) ((long) all * Math.min(receivers, posts.size()) / posts.size());
        awaitEvents(expected);
        Latencies latencies = new Latencies();
        told.forEach((uuid, at) -> latencies.add(Math.max(0, at - answered.getOrDefault(uuid, at))));
        if (latencies.count() < expected) {
            throw new IllegalStateException(expected + " events expected, " + latencies.count() + " heard");
        }
        return new Result(latencies, heard / seconds);
    }

    private void awaitEvents(int expected) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (told.size() < expected && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private int post(AtomicInteger next, int all, long start) throws Exception {
        int posted = 0;
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                Answer answer = connection.exchange(posts.get(i % posts.size()));
                long now = System.nanoTime();
                String body = new String(answer.body(), US_ASCII);
                int uuid = body.indexOf(",\"uuid\":\"") + 9;
                answered.put(body.substring(uuid, uuid + 36), now);
                posted++;
            }
        }
        return posted;
    }
}
