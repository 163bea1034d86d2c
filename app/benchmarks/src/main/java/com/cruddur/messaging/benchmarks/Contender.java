package com.cruddur.messaging.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One way to do what is measured. */
final class Contender {
    private final Work work;
    private final List<Sample> samples = new ArrayList<>();

    interface Work {
        Sample run(Duration time) throws Exception;
    }

    Contender(Work work) {
        this.work = work;
    }

    void warmUp(Duration time) throws Exception {
        work.run(time);
    }

    void measure(Duration time) throws Exception {
        samples.add(work.run(time));
    }

    double median(ToDoubleFunction<Sample> of) {
        return median(samples.stream().mapToDouble(of));
    }

    /** Of each round to the other's same round, because what else the machine did was then about the same for both. */
    double medianRatio(Contender other, ToDoubleFunction<Sample> of) {
        return median(ratios(other, of));
    }

    double lowestRatio(Contender other, ToDoubleFunction<Sample> of) {
        return ratios(other, of).min().orElseThrow();
    }

    double highestRatio(Contender other, ToDoubleFunction<Sample> of) {
        return ratios(other, of).max().orElseThrow();
    }

    private DoubleStream ratios(Contender other, ToDoubleFunction<Sample> of) {
        return IntStream.range(0, samples.size())
                .mapToDouble(i -> of.applyAsDouble(samples.get(i)) / of.applyAsDouble(other.samples.get(i)));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
