package com.cruddur.messaging.contract;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs things on a thread each, lets go of all of them at once, and waits for them. */
final class Race {
    private static final int SECONDS_TO_RUN = 120;

    private Race() {}

    /** The answers of the runners, the first at index 0. A runner that throws fails the race. */
    static <T> List<T> run(int runners, IntFunction<T> runner) {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            int number = i;
            all.add(() -> runner.apply(number));
        }
        return run(all);
    }

    static <T> List<T> run(List<? extends Callable<T>> runners) {
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        CountDownLatch start = new CountDownLatch(runners.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> runner : runners) {
                running.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return runner.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get(SECONDS_TO_RUN, SECONDS));
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (Exception e) {
            throw new AssertionError("the race did not come to its end", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for the others of a race. */
    static void await(CyclicBarrier others) {
        try {
            others.await(SECONDS_TO_RUN, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the others did not come", e);
        }
    }
}
