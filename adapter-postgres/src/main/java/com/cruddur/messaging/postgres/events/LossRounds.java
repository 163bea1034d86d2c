package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.domain.Event;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Tells every subscription that events may be lost, spread over some time, because each of them reads its lists then. The users' places
 * are fixed, and a round goes from place to place. So a loss in the middle of a round lengthens it, and still reaches every user within
 * the time of one round.
 */
final class LossRounds implements AutoCloseable {
    private static final int PLACES = 200;

    private final LocalEvents local;
    private final long stepNanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "messaging-events-lost");
        daemon.setDaemon(true);
        return daemon;
    });
    private int place;
    private int left;

    LossRounds(LocalEvents local, Duration spread) {
        this.local = local;
        this.stepNanos = spread.toNanos() / PLACES;
    }

    /** Events may have been lost before this call. */
    synchronized void lost() {
        boolean running = left > 0;
        left = PLACES;
        if (!running) {
            goOn();
        }
    }

    /** Tells it again and again while this holds. */
    void lostWhile(BooleanSupplier condition, Duration pause) {
        thread.scheduleAtFixedRate(
                () -> {
                    if (condition.getAsBoolean()) {
                        lost();
                    }
                },
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void goOn() {
        if (!thread.isShutdown()) {
            thread.schedule(this::step, stepNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void step() {
        try {
            local.publish(usersAt(next()), new Event.EventsLost());
        } finally {
            goOnUnlessDone();
        }
    }

    private synchronized void goOnUnlessDone() {
        if (left > 0) {
            goOn();
        }
    }

    private synchronized int next() {
        left--;
        place = (place + 1) % PLACES;
        return place;
    }

    private Set<UUID> usersAt(int wanted) {
        return local.users().stream()
                .filter(it -> Math.floorMod(it.hashCode(), PLACES) == wanted)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }
}
