package com.cruddur.messaging.application;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks on a few daemon threads, which end when they are idle. A task that fails is logged. */
final class BackgroundTasks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BackgroundTasks.class.getName());
    static final int MOST_WAITING = 10_000;
    private static final int IDLE_SECONDS = 5;
    private static final int STOP_SECONDS = 5;

    private final String name;
    private final ThreadPoolExecutor threads;

    /** @param name is also the name of the threads */
    BackgroundTasks(String name, int threads) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
        this.threads.setRejectedExecutionHandler((task, executor) -> LOG.log(
                WARNING, "{0}: {1} tasks wait already, or it has stopped: one is left out", name, MOST_WAITING));
    }

    void run(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(ERROR, name + ": a task failed", e);
            }
        });
    }

    void runAfter(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> run(task));
    }

    /** Ends when the tasks that wait have had their turn, but within seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(
                        WARNING,
                        "{0}: stopped while {1} tasks waited",
                        name,
                        threads.getQueue().size());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
