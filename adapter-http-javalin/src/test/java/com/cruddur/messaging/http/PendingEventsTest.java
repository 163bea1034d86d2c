package com.cruddur.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingEventsTest {
    private static final UUID GROUP = UUID.randomUUID();
    private static final UUID ANDREW = UUID.randomUUID();
    private static final UUID BAYKO = UUID.randomUUID();

    private final PendingEvents pending = new PendingEvents();

    @Test
    void theNewestHintOfAGroupStandsForTheOthersInAnyOrder() {
        Event first = message(GROUP, 1);
        Event newest = message(GROUP, 3);
        Event elsewhere = message(UUID.randomUUID(), 1);
        List.of(first, newest, message(GROUP, 2), elsewhere).forEach(pending::add);

        assertThat(text()).isEqualTo(textOf(newest, elsewhere));
    }

    @Test
    void theFurthestHorizonOfAReaderStandsForTheOthers() {
        Event andrew = new Event.ReadFurther(GROUP, ANDREW, at(2));
        Event bayko = new Event.ReadFurther(GROUP, BAYKO, at(1));
        List.of(andrew, new Event.ReadFurther(GROUP, ANDREW, at(1)), bayko).forEach(pending::add);

        assertThat(text()).isEqualTo(textOf(andrew, bayko));
    }

    @Test
    void readyComesFirstAndOnce() {
        Event hint = message(GROUP, 1);
        List.of(hint, new Event.EventsLost(), new Event.EventsLost()).forEach(pending::add);

        assertThat(text()).isEqualTo(EventText.READY + textOf(hint));
    }

    @Test
    void moreThanTheLimitBecomeOneReady() {
        List<Event> hints = new ArrayList<>();
        for (int i = 0; i < PendingEvents.LIMIT; i++) {
            hints.add(message(UUID.randomUUID(), i));
        }
        hints.forEach(pending::add);
        assertThat(text()).isEqualTo(textOf(hints.toArray(Event[]::new)));

        pending.add(message(UUID.randomUUID(), 1));
        assertThat(text()).isEqualTo(EventText.READY);

        Event later = message(GROUP, 1);
        pending.add(later);
        assertThat(text()).isEqualTo(EventText.READY + textOf(later));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        pending.appendTo(text);
        return text.toString();
    }

    private static String textOf(Event... events) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            EventText.append(text, event);
        }
        return text.toString();
    }

    private static Event message(UUID group, int second) {
        return new Event.MessageAdded(group, UUID.randomUUID(), BAYKO, at(second));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
