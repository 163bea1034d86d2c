package com.cruddur.messaging.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** The workers of a schedule: they go on in turns, one at a time, each up to its next call. */
final class Workers implements AutoCloseable {
    private static final int MOST_AT_ONCE = 4;

    private final SplittableRandom random;
    private final Runnable beforeTurn;
    private final List<Worker> atWork = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Worker current;
    private int step;

    /** @param beforeTurn lets time go by */
    Workers(SplittableRandom random, Runnable beforeTurn) {
        this.random = random;
        this.beforeTurn = beforeTurn;
    }

    boolean mayStart() {
        return atWork.size() < MOST_AT_ONCE;
    }

    boolean all(Predicate<Worker> predicate) {
        return atWork.stream().allMatch(predicate);
    }

    List<Worker> atWork() {
        return List.copyOf(atWork);
    }

    /** The worker whose turn it is. */
    Worker current() {
        return current;
    }

    void step() {
        step++;
        beforeTurn.run();
    }

    void start(Worker worker, Runnable work) {
        worker.actor = new Actor(threads, work);
        atWork.add(worker);
        goOn(worker);
    }

    /** Lets one of them go on, unless it is stalled. */
    void goOnAny() {
        if (!atWork.isEmpty()) {
            goOn(atWork.get(random.nextInt(atWork.size())));
        }
    }

    /** Lets these go on to their ends. */
    void finish(Collection<Worker> workers) {
        for (Worker worker : workers) {
            while (atWork.contains(worker)) {
                worker.stalledUntil = 0;
                beforeTurn.run();
                goOn(worker);
            }
        }
    }

    private void goOn(Worker worker) {
        if (worker.stalledUntil > step) {
            return;
        }
        current = worker;
        worker.actor.goOn();
        if (worker.actor.hasEnded()) {
            atWork.remove(worker);
        }
    }

    /** To be called on the worker's own thread: it stands still for some steps. */
    void stall(Worker worker, int longest) {
        worker.stalledUntil = step + random.nextInt(longest);
        pause();
    }

    /** To be called on a worker's own thread; does nothing on another. */
    void pause() {
        Actor.current().ifPresent(Actor::pause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
