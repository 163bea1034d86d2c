package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.dynamodb.simulation.Invocation.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Delivers the stream's records to handlers until each has been dealt with, in any order and in batches of any size, and
 * lets the handlers go on a call at a time, with a limited number of faults.
 */
final class Workers {
    private static final int LONGEST_STALL = 60;

    private static final class Worker {
        private final Invocation invocation;
        private boolean zombie;
        private int stalledUntil;

        private Worker(Invocation invocation) {
            this.invocation = invocation;
        }
    }

    private final List<Worker> workers = new ArrayList<>();
    private final List<Change> stream;
    private final Table table;
    private final Handler handler;
    private final SplittableRandom random;
    private final Consumer<Supplier<String>> trace;
    private final int mostAtOnce;
    private final int mostRecords;
    private final int window;
    private int faultsLeft;
    private int step;

    /** @param stream the records that are yet to be delivered; the table adds to it */
    Workers(
            List<Change> stream,
            Table table,
            Handler handler,
            SplittableRandom random,
            Consumer<Supplier<String>> trace) {
        this.stream = stream;
        this.table = table;
        this.handler = handler;
        this.random = random;
        this.trace = trace;
        this.mostAtOnce = 1 + random.nextInt(3);
        this.mostRecords = random.nextInt(4) == 0 ? 10 : 3;
        this.window = random.nextBoolean() ? 1 : 2 + random.nextInt(6);
        this.faultsLeft = random.nextInt(5);
    }

    /** Whether every record has been dealt with. Zombies may still go on. */
    boolean haveDrained() {
        return stream.isEmpty() && workers.stream().allMatch(it -> it.zombie);
    }

    boolean areIdle() {
        return stream.isEmpty() && workers.isEmpty();
    }

    /** Gives a batch to a handler, unless there are none or all are busy. */
    void deliver() {
        if (stream.isEmpty() || workers.stream().filter(it -> !it.zombie).count() == mostAtOnce) {
            return;
        }
        List<Change> batch = new ArrayList<>();
        for (int records = 1 + random.nextInt(mostRecords); records > 0 && !stream.isEmpty(); records--) {
            batch.add(stream.remove(random.nextInt(Math.min(window, stream.size()))));
        }
        trace.accept(() -> "deliver " + batch);
        workers.add(new Worker(new Invocation(List.copyOf(batch), handler, table, trace)));
    }

    /** Lets one handler make one call, unless it stands still. */
    void advance() {
        step++;
        if (workers.isEmpty()) {
            return;
        }
        Worker worker = workers.get(random.nextInt(workers.size()));
        if (worker.stalledUntil > step) {
            return;
        }
        int fault = faultsLeft > 0 ? random.nextInt(32) : Integer.MAX_VALUE;
        if (fault < 7) {
            faultsLeft--;
        }
        switch (fault) {
            case 0 -> crash(worker);
            case 1 -> {
                if (isGoingOn(worker, Fate.DONE)) {
                    crash(worker);
                }
            }
            case 2, 3 -> isGoingOn(worker, Fate.REFUSED);
            case 4 -> isGoingOn(worker, Fate.UNKNOWN);
            case 5 -> becomeZombie(worker);
            case 6 -> stall(worker);
            default -> isGoingOn(worker, Fate.DONE);
        }
    }

    private boolean isGoingOn(Worker worker, Fate fate) {
        Optional<Collection<Change>> ended = worker.invocation.step(fate);
        ended.ifPresent(failed -> end(worker, failed));
        return ended.isEmpty();
    }

    private void end(Worker worker, Collection<Change> failed) {
        boolean again = !worker.zombie && faultsLeft > 0 && random.nextInt(8) == 0;
        if (again) {
            faultsLeft--;
        }
        end(worker, failed, again ? "ended, and yet all of it is delivered again" : "ended");
        if (again) {
            stream.addAll(worker.invocation.batch());
        }
    }

    private void crash(Worker worker) {
        end(worker, worker.invocation.batch(), "crashed");
    }

    private void end(Worker worker, Collection<Change> failed, String how) {
        trace.accept(() -> worker.invocation + " " + how + ", failed: " + failed);
        workers.remove(worker);
        if (!worker.zombie) {
            stream.addAll(failed);
        }
    }

    /** It was given up for lost, so its records are delivered again; but it goes on, much later. */
    private void becomeZombie(Worker worker) {
        stall(worker);
        if (!worker.zombie) {
            worker.zombie = true;
            stream.addAll(worker.invocation.batch());
            trace.accept(() -> worker.invocation + " is a zombie from now on");
        }
    }

    private void stall(Worker worker) {
        worker.stalledUntil = step + random.nextInt(LONGEST_STALL);
        trace.accept(() -> worker.invocation + " stands still");
    }
}
