package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.contract.EventsContract;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.postgres.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances on one database. */
@Timeout(120)
class PostgresEventsTest implements EventsContract {
    private static final EventsBus BUS = new EventsBus();
    private static final PostgresEvents ONE = BUS.instance(EventsBus.PATIENT);
    private static final PostgresEvents OTHER = BUS.instance(EventsBus.PATIENT);

    @AfterAll
    static void close() {
        BUS.close();
    }

    @Override
    public Events publisher() {
        return ONE;
    }

    @Override
    public Events subscriber() {
        return OTHER;
    }

    @Test
    void aSubscriberOfThePublishersInstanceGetsAnEventAtOnceAndNotAgainFromTheBus() throws Exception {
        Told here = Told.of(ONE);
        Told there = Told.of(OTHER);
        ONE.publish(List.of(here.user, there.user), Told.event(1));
        assertThat(here.events).contains(Told.event(1));
        there.await(Told.event(1));
        OTHER.publish(List.of(here.user), Told.event(2));
        here.await(Told.event(1));
        assertThat(here.nextHint()).isEqualTo(Told.event(2));
    }

    @Test
    void anEventForManyUsersReachesThemAll() {
        AtomicInteger told = new AtomicInteger();
        List<UUID> users =
                IntStream.range(0, 1_000).mapToObj(i -> UUID.randomUUID()).toList();
        List<Events.Subscription> subscriptions = new ArrayList<>();
        users.forEach(it -> subscriptions.add(OTHER.subscribe(it, event -> told.incrementAndGet())));
        ONE.publish(users, Told.event(1));
        Awaitility.await().until(() -> told.get() == users.size());
        subscriptions.forEach(Events.Subscription::close);
    }

    @Test
    void aBurstOfTenThousandEventsArrivesInOrder() throws Exception {
        Told stream = Told.of(OTHER);
        for (int i = 0; i < 10_000; i++) {
            ONE.publish(List.of(stream.user), Told.event(i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(stream.nextHint()).isEqualTo(Told.event(i));
        }
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsToldAsLost() throws Exception {
        PostgresEvents narrow = BUS.instance(BUS.database(), EventsBus.ALERT, 1);
        Told first = Told.of(OTHER);
        narrow.publish(List.of(first.user), Told.event(-1));
        first.await(Told.event(-1));
        Told stream = Told.of(OTHER);
        int sent = 0;
        // Until one was dropped: its number is missing then, or the next heartbeat is ahead.
        while (!stream.events.contains(Told.LOST) && sent < 1_000_000) {
            narrow.publish(List.of(stream.user), Told.event(sent++));
        }
        stream.await(Told.LOST);
        narrow.close();
    }

    @Test
    void aMessageOfAnotherFormOnTheChannelIsToldAsLostAndTheBusGoesOn() throws Exception {
        Told stream = Told.of(OTHER);
        TestPostgres.execute(BUS.database(), "notify messaging, 'of another version'");
        stream.await(Told.LOST);
        ONE.publish(List.of(stream.user), Told.event(1));
        stream.await(Told.event(1));
    }

    @Test
    void closingSendsWhatWaitsAndAFarewellAndEndsTheThreads() throws Exception {
        long threads = threads();
        PostgresEvents leaving = BUS.instance(EventsBus.PATIENT);
        Told own = Told.of(leaving);
        Told stream = Told.of(OTHER);
        for (int i = 0; i < 500; i++) {
            leaving.publish(List.of(stream.user), Told.event(i));
        }
        try (BusConnection bus = BusConnection.open(BUS.database(), "test", EventsBus.PATIENT.answer())) {
            bus.listen("messaging");
            leaving.close();
            assertThat(threads()).isEqualTo(threads);
            List<String> kinds = new ArrayList<>();
            Awaitility.await().until(() -> {
                for (var each : bus.await(Duration.ofMillis(100))) {
                    kinds.add(each.getParameter().split(" ")[0]);
                }
                return kinds.contains("stops");
            });
        }
        for (int i = 0; i < 500; i++) {
            stream.await(Told.event(i));
        }
        OTHER.publish(List.of(own.user), Told.event(1));
        assertThat(own.events).isEmpty();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().startsWith("messaging-events-"))
                .count();
    }
}
