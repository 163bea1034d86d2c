package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams of this server. Two threads serve all of them: one writes comments and ends streams whose token has expired, the other
 * looks up whether the users are still there. Thread-safe.
 */
final class EventStreams implements AutoCloseable {
    static final int MOST_OF_A_USER = 10;
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final Messaging messaging;
    private final FailureLog failures;
    private final Timings timings;
    private final Clock clock = Clock.systemUTC();
    private final Map<UUID, List<EventStream>> streams = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final ScheduledExecutorService ticker = thread("http-events");
    private final ScheduledExecutorService lookUps = thread("http-event-users");
    private volatile boolean stopping;

    EventStreams(Messaging messaging, FailureLog failures, Timings timings) {
        this.messaging = messaging;
        this.failures = failures;
        this.timings = timings;
        every(timings.tick(), ticker, this::tick);
        every(timings.tick(), lookUps, this::lookUp);
    }

    /**
     * A stream that counts from now on; it is not open yet.
     *
     * @throws HttpFaultException {@link HttpFault#TOO_MANY_STREAMS}; {@link HttpFault#UNAVAILABLE} when the server stops
     */
    EventStream add(UUID user, VerifiedToken token) {
        EventStream added = new EventStream(this, user, token, opened.getAndIncrement() & Integer.MAX_VALUE);
        List<EventStream> all = streams.merge(
                user,
                List.of(added),
                (present, one) -> present.size() < MOST_OF_A_USER
                        ? Stream.concat(present.stream(), one.stream()).toList()
                        : present);
        if (!all.contains(added)) {
            // A client that has gone shows only at a write. So the next attempt finds room.
            all.forEach(EventStream::comment);
            throw new HttpFaultException(HttpFault.TOO_MANY_STREAMS);
        }
        if (stopping) {
            remove(added);
            throw new HttpFaultException(HttpFault.UNAVAILABLE);
        }
        return added;
    }

    void remove(EventStream stream) {
        streams.computeIfPresent(stream.user(), (user, present) -> {
            List<EventStream> left = present.stream().filter(it -> it != stream).toList();
            return left.isEmpty() ? null : left;
        });
        if (stopping) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /**
     * Ends all streams. No stream is added from now on. When the time for a farewell is over, the server closes the connections of clients
     * that have not taken the last event.
     */
    @Override
    public void close() {
        stopping = true;
        ticker.shutdownNow();
        lookUps.shutdownNow();
        forEach(it -> it.end(EventText.End.SERVER_STOPPING));
        awaitTheLast();
    }

    private synchronized void awaitTheLast() {
        long until = System.nanoTime() + timings.farewell().toNanos();
        try {
            for (long left = timings.farewell().toMillis();
                    left > 0 && !streams.isEmpty();
                    left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(long tick) {
        Instant now = clock.instant();
        forEach(stream -> {
            if (stream.isExpired(now)) {
                stream.end(EventText.End.TOKEN_EXPIRED);
            } else if (stream.hasTurn(tick, timings.ticksPerComment())) {
                stream.comment();
            }
        });
    }

    private void lookUp(long tick) {
        forEach(stream -> {
            if (stream.hasTurn(tick, timings.ticksPerLookUp()) && !isThere(stream)) {
                stream.end(EventText.End.USER_REMOVED);
            }
        });
    }

    private boolean isThere(EventStream stream) {
        try {
            return messaging.as(stream.subject()).me().uuid().equals(stream.user());
        } catch (MessagingException unknown) {
            return false;
        } catch (StorageException e) {
            failures.add("the look-up of a user with an open stream", e);
            return true;
        }
    }

    private void forEach(Consumer<EventStream> action) {
        streams.values().forEach(all -> all.forEach(action));
    }

    private interface Task {
        void run(long tick);
    }

    private static void every(Duration period, ScheduledExecutorService executor, Task task) {
        AtomicInteger ticks = new AtomicInteger();
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run(ticks.incrementAndGet() & Integer.MAX_VALUE);
                    } catch (RuntimeException e) {
                        LOG.error("the streams of events could not be looked through", e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
