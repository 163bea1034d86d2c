package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalEventsTest implements EventsContract {
    private final LocalEvents events = new LocalEvents();

    @Override
    public Events publisher() {
        return events;
    }

    @Override
    public Events subscriber() {
        return events;
    }

    @Test
    void usersWithoutASubscriptionAreForgotten() {
        UUID user = UUID.randomUUID();
        List<Events.Subscription> subscriptions =
                new ArrayList<>(List.of(events.subscribe(user, event -> {}), events.subscribe(user, event -> {})));
        assertThat(events.users()).containsExactly(user);
        subscriptions.remove(0).close();
        assertThat(events.users()).containsExactly(user);
        subscriptions.remove(0).close();
        assertThat(events.users()).isEmpty();
    }

    @Test
    void everybodyIsToldAtOnce() {
        List<Event> told = new ArrayList<>();
        events.subscribe(UUID.randomUUID(), told::add);
        events.subscribe(UUID.randomUUID(), told::add);
        events.publishToAll(new Event.EventsLost());
        assertThat(told).hasSize(2);
        events.close();
        events.publishToAll(new Event.EventsLost());
        assertThat(told).hasSize(2);
    }
}
