package com.cruddur.messaging.postgres.events;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the hints of this instance and its heartbeats, on a thread and a connection of its own. A hint that could not be sent is sent again
 * on a new connection; the others know by its number whether they have heard it.
 */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final DataSource connections;
    private final String channel;
    private final UUID instance;
    private final Outbox outbox;
    private final Timing timing;
    private volatile @Nullable BusConnection current;
    private @Nullable String unsent;
    private volatile long heartbeatAt = System.nanoTime();
    private volatile boolean greets;
    private boolean saidFarewell;

    Sender(DataSource connections, String channel, UUID instance, Outbox outbox, Timing timing) {
        this.connections = connections;
        this.channel = channel;
        this.instance = instance;
        this.outbox = outbox;
        this.timing = timing;
    }

    /** Ends once the outbox is closed and empty, and the farewell is sent; where sending fails after that, at once. */
    @Override
    public void run() {
        try {
            boolean failing = false;
            while (!saidFarewell) {
                try {
                    sendAll();
                } catch (SQLException | RuntimeException e) {
                    if (outbox.isClosed()) {
                        LOG.warn("the events' bus failed while this instance stopped: {}", e.getMessage());
                        return;
                    }
                    if (!failing) {
                        // The listener warns of a database that is away.
                        LOG.debug("events cannot be sent to other instances; it is tried again", e);
                    }
                    failing = true;
                    outbox.awaitClosed(timing.retry().toNanos());
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the events' bus was stopped before all events were sent");
        }
    }

    private void sendAll() throws SQLException, InterruptedException {
        try (BusConnection bus = BusConnection.open(connections, "messaging-events-send", timing.answer());
                PreparedStatement notify = bus.notifier(channel)) {
            current = bus;
            while (!saidFarewell) {
                if (unsent == null) {
                    unsent = next();
                }
                notify.setString(2, unsent);
                notify.execute();
                unsent = null;
            }
        } finally {
            current = null;
        }
    }

    /** Sends a heartbeat before it is due. */
    void heartbeatNow() {
        heartbeatAt = System.nanoTime();
        outbox.wake();
    }

    /** Sends a heartbeat that the others answer with theirs. */
    void greet() {
        greets = true;
        heartbeatNow();
    }

    private String next() throws InterruptedException {
        while (true) {
            long untilHeartbeat = heartbeatAt - System.nanoTime();
            if (untilHeartbeat <= 0) {
                heartbeatAt = System.nanoTime() + timing.heartbeat().toNanos();
                return heartbeat();
            }
            String hints = outbox.next(untilHeartbeat);
            if (hints != null) {
                return hints;
            }
            if (outbox.isClosed()) {
                saidFarewell = true;
                return BusMessage.farewell(instance, outbox.settled());
            }
        }
    }

    private String heartbeat() {
        long last = outbox.settled();
        if (greets) {
            greets = false;
            return BusMessage.greeting(instance, last);
        }
        return BusMessage.heartbeat(instance, last);
    }

    void abort() {
        BusConnection bus = current;
        if (bus != null) {
            bus.abort();
        }
    }
}
