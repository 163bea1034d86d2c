package com.cruddur.messaging.postgres.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The threads of a store. None of them keeps the process alive. */
final class Threads {
    private Threads() {}

    /** As many threads as are needed at once. */
    static ExecutorService daemons(String name) {
        return Executors.newCachedThreadPool(factory(name));
    }

    /** One thread for work that is done again and again. */
    static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(factory(name));
    }

    private static ThreadFactory factory(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
