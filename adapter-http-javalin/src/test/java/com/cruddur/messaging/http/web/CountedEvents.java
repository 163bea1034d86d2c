package com.cruddur.messaging.http.web;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Events within this process. Each stream of the server has one subscription, and they are counted. */
final class CountedEvents implements Events {
    private final LocalEvents events = new LocalEvents();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** How many streams are open. */
    int open() {
        return open.get();
    }

    /** How many streams have been opened so far. */
    int opened() {
        return opened.get();
    }

    @Override
    public void publish(Collection<UUID> users, Event event) {
        events.publish(users, event);
    }

    @Override
    public Subscription subscribe(UUID user, Consumer<Event> subscriber) {
        Subscription subscription = events.subscribe(user, subscriber);
        opened.incrementAndGet();
        open.incrementAndGet();
        return () -> {
            open.decrementAndGet();
            subscription.close();
        };
    }

    @Override
    public void close() {
        events.close();
    }
}
