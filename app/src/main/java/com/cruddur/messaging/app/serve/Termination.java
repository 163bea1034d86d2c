package com.cruddur.messaging.app.serve;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the service when the process is asked to end (SIGTERM, SIGINT), and then ends the process with 0.
 *
 * <p>Left alone, the platform ends it with 143 or 130, as if it had been cut off.
 */
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final Lifecycle parts;
    private final Thread hook = new Thread(this::terminate, "termination");
    private final AtomicBoolean over = new AtomicBoolean();

    private Termination(Lifecycle parts) {
        this.parts = parts;
    }

    /** From now on, the process stops these parts before it ends. */
    static Termination of(Lifecycle parts) {
        Termination termination = new Termination(parts);
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /** The command ends by itself: its exit code is the process's. */
    void cancel() {
        over.set(true);
    }

    private void terminate() {
        if (!over.get()) {
            Runtime.getRuntime().halt(stopInTime() ? 0 : 1);
        }
    }

    private boolean stopInTime() {
        Thread stopper = new Thread(parts::close, "stopping");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopper.isAlive()) {
            LOG.warn("not everything had stopped after {} s", LIMIT.toSeconds());
        }
        return !stopper.isAlive();
    }
}
