package com.cruddur.messaging.app.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The started parts of the service, which are stopped in reverse order. Thread-safe. */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closed;

    private record Part(String name, AutoCloseable stop) {}

    /** Takes a part that runs now. Once everything was stopped, a part that comes late is stopped at once. */
    public synchronized void add(String name, AutoCloseable stop) {
        parts.push(new Part(name, stop));
        if (closed) {
            close();
        }
    }

    /** Stops everything. A part that fails to stop is logged, and does not keep the others from it. Another call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.stop().close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part.name(), e);
            }
        }
    }
}
