package com.cruddur.messaging.http;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does, for each group that was posted to, what is to be done after the answer: once for all its posts of the same few
 * milliseconds, which costs less than once a post. When too many wait, the thread that announces one more does it itself,
 * so that no more can come than can be done.
 */
final class AfterPost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AfterPost.class);
    private static final int THREADS = 4;
    private static final int GATHER_MILLIS = 5;
    private static final int MAX_QUEUED = 1024;
    private static final int STOP_SECONDS = 5;

    private final Consumer<UUID> action;
    private final Set<UUID> gathered = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor threads;

    AfterPost(Consumer<UUID> action) {
        this.action = action;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(
                THREADS, task -> new Thread(task, "after-post-" + count.incrementAndGet()));
    }

    void posted(UUID group) {
        if (threads.getQueue().size() >= MAX_QUEUED) {
            act(group);
        } else if (gathered.add(group) && gathering.compareAndSet(false, true)) {
            threads.schedule(this::handOver, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void handOver() {
        gathering.set(false);
        for (UUID group : gathered) {
            gathered.remove(group);
            threads.execute(() -> act(group));
        }
    }

    private void act(UUID group) {
        try {
            action.accept(group);
        } catch (RuntimeException e) {
            LOG.warn("what follows a post failed for group {}", group, e);
        }
    }

    /** To be called when no more is posted. Ends when the groups that wait have had their turn, but within seconds. */
    @Override
    public void close() {
        handOver();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "stopped with {} groups still to be followed up",
                        threads.getQueue().size());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
