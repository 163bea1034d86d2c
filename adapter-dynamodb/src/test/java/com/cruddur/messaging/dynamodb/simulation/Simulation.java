package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.dynamodb.simulation.Schedule.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The outcome of many schedules.
 *
 * @param caught how many saw a violation, at any step
 * @param endWrong how many left some row wrong after everything
 * @param shortest of those that saw a violation, the one with the fewest steps
 */
record Simulation(int schedules, int caught, int endWrong, Optional<Outcome> shortest) {
    private static final int THREADS = 2;
    private static final Simulation NONE = new Simulation(0, 0, 0, Optional.empty());

    /** Runs the schedules of the seeds from 0. */
    static Simulation of(Handler handler, int schedules) {
        ForkJoinPool pool = new ForkJoinPool(THREADS);
        try {
            return pool.submit(() -> LongStream.range(0, schedules)
                            .parallel()
                            .mapToObj(seed -> new Schedule(seed, handler, line -> {}).run())
                            .map(Simulation::of)
                            .reduce(NONE, Simulation::plus))
                    .join();
        } finally {
            pool.shutdown();
        }
    }

    static Simulation ofSeed(Handler handler, long seed) {
        return of(new Schedule(seed, handler, line -> {}).run());
    }

    /** Runs the schedule of one seed. @return the events, a line each */
    static List<String> replay(Handler handler, long seed) {
        List<String> lines = new ArrayList<>();
        Outcome outcome = new Schedule(seed, handler, line -> lines.add(line.get())).run();
        lines.add(outcome.toString());
        return lines;
    }

    private static Simulation of(Outcome outcome) {
        boolean caught = outcome.violation().isPresent();
        return new Simulation(
                1,
                caught ? 1 : 0,
                outcome.endsWrong() ? 1 : 0,
                Optional.of(outcome).filter(it -> caught));
    }

    private Simulation plus(Simulation other) {
        return new Simulation(
                schedules + other.schedules,
                caught + other.caught,
                endWrong + other.endWrong,
                Stream.of(shortest, other.shortest)
                        .flatMap(Optional::stream)
                        .min(Comparator.comparingInt(Outcome::steps).thenComparingLong(Outcome::seed)));
    }
}
