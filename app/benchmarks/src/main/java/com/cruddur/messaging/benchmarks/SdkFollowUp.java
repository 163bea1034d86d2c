package com.cruddur.messaging.benchmarks;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs an action for each group that was posted to when the adapter does: once for all posts of the same few ms, on as many threads. */
final class SdkFollowUp implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int GATHER_MILLIS = 5;
    private static final int SETTLE_SECONDS = 10;

    private final Consumer<String> action;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Queue<Future<?>> turns = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS);

    SdkFollowUp(Consumer<String> action) {
        this.action = action;
    }

    void posted(String group) {
        if (waiting.add(group)) {
            turns.add(threads.schedule(() -> turn(group), GATHER_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void turn(String group) {
        waiting.remove(group);
        action.accept(group);
    }

    /** Waits until all that was posted is followed up; fails if a turn has failed. To be called while nothing is posted. */
    void settle() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.get(SETTLE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
