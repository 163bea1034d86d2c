package com.cruddur.messaging.http;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for each group that was posted to what is to be done after the answer. A group that is waiting for it does not wait
 * twice. When all threads are busy and the queue is full, the thread that announces a group does it itself.
 */
final class AfterPost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AfterPost.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 1024;
    private static final int STOP_SECONDS = 5;

    private final Consumer<UUID> action;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    AfterPost(Consumer<UUID> action) {
        this.action = action;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> new Thread(task, "after-post-" + count.incrementAndGet()),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    void posted(UUID group) {
        if (waiting.add(group)) {
            threads.execute(() -> act(group));
        }
    }

    private void act(UUID group) {
        waiting.remove(group);
        try {
            action.accept(group);
        } catch (RuntimeException e) {
            LOG.warn("what follows a post failed for group {}", group, e);
        }
    }

    /** Ends when the groups that wait have had their turn, or after {@value #STOP_SECONDS} seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped with {} groups still to be followed up", waiting.size());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
