package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.domain.Event;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The hints that wait to be sent. One that finds no room is dropped; its number is missing then, which tells the others. */
final class Outbox {
    /** So that one hint never fills a NOTIFY. */
    private static final int USERS_IN_HINT = 50;

    private final UUID instance;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Hint> waiting = new ArrayDeque<>();
    private long last;
    private boolean woken;
    private boolean closed;

    /** @param capacity how many hints may wait */
    Outbox(UUID instance, int capacity) {
        this.instance = instance;
        this.capacity = capacity;
    }

    void add(List<UUID> users, Event event) {
        lock.lock();
        try {
            for (int i = 0; i < users.size(); i += USERS_IN_HINT) {
                add(new Hint(++last, users.subList(i, Math.min(i + USERS_IN_HINT, users.size())), event));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Hint hint) {
        if (waiting.size() < capacity) {
            waiting.add(hint);
        }
    }

    /**
     * The hints that wait, as many as one NOTIFY takes; null where there is none in this time or before a {@link #wake}, or the box is
     * closed and empty.
     */
    @Nullable
    String next(long nanos) throws InterruptedException {
        lock.lock();
        try {
            await(nanos, true);
            woken = false;
            if (waiting.isEmpty()) {
                return null;
            }
            StringBuilder text = new StringBuilder(BusMessage.hints(instance));
            for (Hint hint = waiting.peek(); hint != null; hint = waiting.peek()) {
                String line = BusMessage.line(hint);
                if (text.length() + line.length() > BusMessage.MOST_BYTES) {
                    break;
                }
                text.append(line);
                waiting.remove();
            }
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for hints. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the box to be closed. */
    void awaitClosed(long nanos) throws InterruptedException {
        lock.lock();
        try {
            await(nanos, false);
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos, boolean orHint) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (!closed && !(orHint && (woken || !waiting.isEmpty())) && left > 0) {
            changed.await(left, TimeUnit.NANOSECONDS);
            left = end - System.nanoTime();
        }
    }

    /** The number of the last hint that {@link #next} has given or that was dropped, with none before it that waits. */
    long settled() {
        lock.lock();
        try {
            Hint first = waiting.peek();
            return first == null ? last : first.number() - 1;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The hints that wait are still given; nothing waits for more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
