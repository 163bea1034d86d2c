package com.cruddur.messaging.postgres.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs things at once. */
final class Parallel implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    <T> List<Future<T>> start(int runners, IntFunction<T> runner) {
        List<Future<T>> started = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            int number = i;
            started.add(threads.submit(() -> runner.apply(number)));
        }
        return started;
    }

    static <T> List<T> all(List<Future<T>> started) throws Exception {
        List<T> answers = new ArrayList<>();
        for (Future<T> one : started) {
            answers.add(one.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
