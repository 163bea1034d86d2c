package com.cruddur.messaging.dynamodb;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** Work on a thread of its own that goes on only when it is told to, up to its next pause: never two at a time. */
final class Actor {
    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final Semaphore mayGo = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final ExecutorService threads;
    private final Runnable work;
    private boolean started;
    private boolean ended;
    private Throwable failure;

    Actor(ExecutorService threads, Runnable work) {
        this.threads = threads;
        this.work = work;
    }

    /** The one on whose thread this is called. */
    static Optional<Actor> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Lets it go on to its next pause, or to its end. Throws the exception that it threw. */
    void goOn() {
        if (started) {
            mayGo.release();
        } else {
            started = true;
            threads.execute(this::run);
        }
        stopped.acquireUninterruptibly();
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** To be called on its own thread. */
    void pause() {
        stopped.release();
        try {
            mayGo.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("never told to go on", e);
        }
    }

    private void run() {
        CURRENT.set(this);
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            CURRENT.remove();
            ended = true;
            stopped.release();
        }
    }
}
