package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.MessagesSchema;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Events between all instances that use one database, over PostgreSQL's LISTEN and NOTIFY, whichever the message store is.
 *
 * <p>Subscribers of this instance get an event at once. For the other instances it waits in a queue of 10,000 hints, and a thread sends
 * what has gathered, many in one NOTIFY. Each hint has a number. Every 5 seconds each instance sends a heartbeat with the number of its
 * last hint, and one that begins to listen asks the others for theirs. All streams of an instance get {@link Event.EventsLost}, spread over 10 seconds, after a gap in the numbers of another
 * instance, after 15 seconds of its silence without a farewell, when the connection is lost, every 15 seconds until there is another, and
 * then once more. An instance that does not hear its own heartbeat for 15 seconds connects again.
 *
 * <p>It takes two connections and three threads, however many subscriptions there are. Thread-safe.
 */
public final class PostgresEvents implements Events {
    private static final int CAPACITY = 10_000;
    private static final long STOP_SECONDS = 2;

    private final LocalEvents local = new LocalEvents();
    private final Outbox outbox;
    private final LossRounds rounds;
    private final Listener listener;
    private final Sender sender;
    private final Thread listenerThread;
    private final Thread senderThread;

    /** Events on the channel {@code messaging}; see {@link #PostgresEvents(DataSource, String)}. */
    public PostgresEvents(DataSource connections) {
        this(connections, MessagesSchema.NAME);
    }

    /**
     * Events on a channel of another name. It does not wait for the database.
     *
     * @param connections gives new connections to the database itself, such as {@link
     *     com.cruddur.messaging.postgres.ConnectionUrl#unpooled}; LISTEN does not work through PgBouncer's pools of transactions
     * @param schema the channel has this name; all instances use the same
     * @throws IllegalArgumentException when a schema cannot have the name
     */
    public PostgresEvents(DataSource connections, String schema) {
        this(connections, schema, Timing.DEFAULT, CAPACITY);
    }

    PostgresEvents(DataSource connections, String schema, Timing timing, int capacity) {
        String channel = MessagesSchema.checkedName(schema);
        UUID instance = UUID.randomUUID();
        outbox = new Outbox(instance, capacity);
        rounds = new LossRounds(local, timing.spread());
        sender = new Sender(connections, channel, instance, outbox, timing);
        listener = new Listener(connections, channel, instance, local, rounds, sender, timing);
        rounds.lostWhile(listener::isDeaf, timing.silence());
        listenerThread = start("messaging-events-listen", listener);
        senderThread = start("messaging-events-send", sender);
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void publish(Collection<UUID> users, Event event) {
        local.publish(users, event);
        outbox.add(List.copyOf(users), event);
    }

    @Override
    public Subscription subscribe(UUID user, Consumer<Event> subscriber) {
        Subscription subscription = local.subscribe(user, subscriber);
        if (!listener.isListening()) {
            subscription.close();
            throw new StorageException("this instance cannot hear the events of other instances at present", null);
        }
        return subscription;
    }

    /** Waits up to 4 seconds for the hints and the farewell to be sent. */
    @Override
    public void close() {
        local.close();
        rounds.close();
        listener.close();
        outbox.close();
        if (!ended(senderThread)) {
            senderThread.interrupt();
            sender.abort();
        }
        ended(senderThread);
        ended(listenerThread);
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
