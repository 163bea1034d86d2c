package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.application.LocalEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the other instances, on a thread and a connection of its own. A dead connection gives no error: this instance has to hear
 * its own heartbeats too, else the listener connects again.
 */
final class Listener implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final DataSource connections;
    private final String channel;
    private final UUID instance;
    private final LocalEvents local;
    private final LossRounds rounds;
    private final Sender sender;
    private final Timing timing;
    private final Duration glance;
    private final Peers peers;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean listening;
    private volatile @Nullable BusConnection current;
    private volatile boolean hasListened;
    private long selfHeardAt;

    Listener(
            DataSource connections,
            String channel,
            UUID instance,
            LocalEvents local,
            LossRounds rounds,
            Sender sender,
            Timing timing) {
        this.connections = connections;
        this.channel = channel;
        this.instance = instance;
        this.local = local;
        this.rounds = rounds;
        this.sender = sender;
        this.timing = timing;
        this.glance = timing.glance();
        this.peers = new Peers(timing.silence().toNanos());
    }

    /** Whether this instance hears the others. At the start it waits for the first attempt to listen. */
    boolean isListening() {
        try {
            return tried.await(timing.answer().toNanos(), TimeUnit.NANOSECONDS) && listening;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether this instance has heard the others before, and does not at present. */
    boolean isDeaf() {
        return hasListened && !listening;
    }

    @Override
    public void run() {
        boolean failing = false;
        while (!isClosed()) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                boolean wasListening = listening;
                listening = false;
                tried.countDown();
                if (isClosed()) {
                    return;
                }
                if (wasListening || !failing) {
                    LOG.warn("events of other instances cannot be heard; it is tried again: {}", e.getMessage());
                }
                failing = true;
                if (wasListening) {
                    rounds.lost();
                }
                pause();
            }
        }
    }

    private void listen() throws SQLException {
        try (BusConnection bus = BusConnection.open(connections, "messaging-events-listen", timing.answer())) {
            current = bus;
            bus.listen(channel);
            begin();
            while (!isClosed()) {
                PGNotification[] arrived = bus.await(glance);
                long now = System.nanoTime();
                for (PGNotification each : arrived) {
                    hear(each.getParameter(), now);
                }
                if (now - selfHeardAt > timing.deaf().toNanos()) {
                    throw new SQLException("the heartbeats of this instance do not come back");
                }
                if (peers.silenceBegan(now)) {
                    rounds.lost();
                }
            }
        } finally {
            current = null;
        }
    }

    private void begin() {
        selfHeardAt = System.nanoTime();
        peers.reconnected(selfHeardAt);
        boolean hadListened = hasListened;
        listening = true;
        hasListened = true;
        tried.countDown();
        sender.greet();
        if (hadListened) {
            LOG.info("events of other instances are heard again");
            rounds.lost();
        }
    }

    private void hear(String text, long now) {
        BusMessage message;
        try {
            message = BusMessage.read(text);
        } catch (BusMessage.UnreadableException e) {
            LOG.warn("{}; every stream reads its lists again", e.getMessage());
            rounds.lost();
            return;
        }
        if (message.instance().equals(instance)) {
            selfHeardAt = now;
            return;
        }
        if (message instanceof BusMessage.Heartbeat beat && beat.isGreeting()) {
            sender.heartbeatNow();
        }
        if (message instanceof BusMessage.Hints hints) {
            hints.hints().forEach(it -> hear(hints.instance(), it, now));
        } else if (lostBefore(message, now)) {
            rounds.lost();
        }
    }

    private void hear(UUID sender, Hint hint, long now) {
        Peers.Heard heard = peers.hint(sender, hint.number(), now);
        if (heard != Peers.Heard.AGAIN) {
            local.publish(hint.users(), hint.event());
        }
        if (heard == Peers.Heard.AFTER_LOSS) {
            rounds.lost();
        }
    }

    private boolean lostBefore(BusMessage message, long now) {
        if (message instanceof BusMessage.Farewell farewell) {
            return peers.farewell(farewell.instance(), farewell.last(), now);
        }
        return message instanceof BusMessage.Heartbeat beat && peers.heartbeat(beat.instance(), beat.last(), now);
    }

    private void pause() {
        try {
            closed.await(timing.retry().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
        listening = false;
        BusConnection bus = current;
        if (bus != null) {
            bus.abort();
        }
    }
}
