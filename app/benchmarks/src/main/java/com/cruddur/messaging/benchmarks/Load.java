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
            List<Future<Latencies>> clients = threads.invokeAll(
                    steps.stream().map(step -> repeating(step, end)).toList());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            Duration spent = cpu.get().minus(cpuBefore);
            Latencies all = new Latencies();
            for (Future<Latencies> client : clients) {
                all.addAll(client.get());
            }
            return new Sample(all.count(), elapsed, spent, all.p99());
        } finally {
            threads.shutdown();
        }
    }

    private static Callable<Latencies> repeating(Step step, long end) {
        return () -> {
            Latencies latencies = new Latencies();
            for (long now = System.nanoTime(); now - end < 0; ) {
                step.run();
                long after = System.nanoTime();
                latencies.add(after - now);
                now = after;
            }
            return latencies;
        };
    }
}
