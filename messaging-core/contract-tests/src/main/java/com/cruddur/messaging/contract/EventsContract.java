package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Events}. Implement it in a test class of the adapter; all tests may share both instances. The tests never close
 * them.
 */
public interface EventsContract {
    /** The instance at which the tests publish. */
    Events publisher();

    /** The instance at which the tests subscribe: another one, or the same where events stay within one process. */
    Events subscriber();

    @Test
    default void everySubscriptionOfAUserGetsItsEvents() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Subscriber first = new Subscriber(subscriber(), user);
        Subscriber second = new Subscriber(subscriber(), user);
        Subscriber here = new Subscriber(publisher(), user);
        Event event = message(1);
        publisher().publish(List.of(UUID.randomUUID(), user), event);
        for (Subscriber each : List.of(first, second, here)) {
            assertThat(each.next()).isEqualTo(event);
        }
        first.close();
        second.close();
        here.close();
    }

    @Test
    default void everyKindOfEventArrivesWhole() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Subscriber subscriber = new Subscriber(subscriber(), user);
        List<Event> events = List.of(
                message(7),
                new Event.ReadFurther(UUID.randomUUID(), user, Instant.parse("2026-03-01T10:15:30.000001Z")));
        events.forEach(it -> publisher().publish(List.of(user), it));
        for (Event event : events) {
            assertThat(subscriber.next()).isEqualTo(event);
        }
        publisher().publish(List.of(user), new Event.EventsLost());
        assertThat(subscriber.events.poll(20, TimeUnit.SECONDS)).isEqualTo(new Event.EventsLost());
        subscriber.close();
    }

    @Test
    default void eventsOfOnePublisherComeInOrder() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Subscriber subscriber = new Subscriber(subscriber(), user);
        List<Event> events =
                IntStream.range(0, 500).mapToObj(EventsContract::message).toList();
        events.forEach(it -> publisher().publish(List.of(user), it));
        for (Event event : events) {
            assertThat(subscriber.next()).isEqualTo(event);
        }
        subscriber.close();
    }

    @Test
    default void nobodyElseGetsAnEvent() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Subscriber stranger = new Subscriber(subscriber(), UUID.randomUUID());
        Subscriber subscriber = new Subscriber(subscriber(), user);
        publisher().publish(List.of(user), message(1));
        assertThat(subscriber.next()).isEqualTo(message(1));
        assertThat(stranger.events).allMatch(Event.EventsLost.class::isInstance);
        stranger.close();
        subscriber.close();
    }

    @Test
    default void aSubscriptionThatWasClosedGetsNothing() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Subscriber closed = new Subscriber(subscriber(), user);
        Subscriber open = new Subscriber(subscriber(), user);
        closed.close();
        closed.close();
        publisher().publish(List.of(user), message(1));
        assertThat(open.next()).isEqualTo(message(1));
        assertThat(closed.events).allMatch(Event.EventsLost.class::isInstance);
        open.close();
    }

    @Test
    default void aSubscriberThatThrowsHarmsNobody() throws InterruptedException {
        UUID user = UUID.randomUUID();
        Events.Subscription failing = subscriber().subscribe(user, event -> {
            throw new IllegalStateException("a subscriber that throws");
        });
        Subscriber subscriber = new Subscriber(subscriber(), user);
        for (int i = 0; i < 3; i++) {
            publisher().publish(List.of(user), message(i));
            assertThat(subscriber.next()).isEqualTo(message(i));
        }
        failing.close();
        subscriber.close();
    }

    private static Event message(int number) {
        UUID uuid = new UUID(17, number);
        return new Event.MessageAdded(uuid, uuid, uuid, Instant.ofEpochSecond(number));
    }

    /** Keeps the events that it gets. Any number of {@link Event.EventsLost} may come in between. */
    final class Subscriber {
        final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final Events.Subscription subscription;

        Subscriber(Events to, UUID user) {
            subscription = to.subscribe(user, events::add);
        }

        Event next() throws InterruptedException {
            Event event;
            do {
                event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).describedAs("an event").isNotNull();
            } while (event instanceof Event.EventsLost);
            return event;
        }

        void close() {
            subscription.close();
        }
    }
}
