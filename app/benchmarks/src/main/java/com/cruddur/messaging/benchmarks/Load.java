package com.cruddur.messaging.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Clients that each ask again as soon as they have their answer. */
final class Load {
    private Load() {}

    /** One request and its answer. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * Repeats each step on a thread of its own.
     *
     * @param cpu the CPU time that the measured process has had so far
     */
    static Sample run(List<? extends Step> steps, Duration time, Supplier<Duration> cpu) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(steps.size());
        try {
            Duration cpuBefore = cpu.get();
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<Long>> counts = threads.invokeAll(
                    steps.stream().map(step -> repeating(step, end)).toList());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            Duration spent = cpu.get().minus(cpuBefore);
            long requests = 0;
            for (Future<Long> count : counts) {
                requests += count.get();
            }
            return new Sample(requests, elapsed, spent);
        } finally {
            threads.shutdown();
        }
    }

    private static Callable<Long> repeating(Step step, long end) {
        return () -> {
            long count = 0;
            while (System.nanoTime() - end < 0) {
                step.run();
                count++;
            }
            return count;
        };
    }
}
