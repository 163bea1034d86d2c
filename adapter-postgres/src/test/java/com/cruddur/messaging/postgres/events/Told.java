package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A subscription of a user whom nobody else is, and the events that it got. */
final class Told {
    static final Event LOST = new Event.EventsLost();

    final UUID user = UUID.randomUUID();
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    static Told of(Events instance) {
        Told stream = new Told();
        instance.subscribe(stream.user, stream.events::add);
        return stream;
    }

    static Event event(int number) {
        UUID uuid = new UUID(17, number);
        return new Event.MessageAdded(uuid, uuid, uuid, Instant.ofEpochSecond(number, 1_000));
    }

    Event next() throws InterruptedException {
        Event event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** The next event but for losses, which another test of the same instances may have caused. */
    Event nextHint() throws InterruptedException {
        Event event;
        do {
            event = next();
        } while (event.equals(LOST));
        return event;
    }

    /** Publishes this event until it arrives: an instance may not hear the others yet. */
    void awaitFlow(Events from, Event wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            from.publish(List.of(user), wanted);
            return events.contains(wanted);
        });
    }

    /** Waits for this event, past others. */
    void await(Event wanted) throws InterruptedException {
        while (!next().equals(wanted)) {}
    }
}
