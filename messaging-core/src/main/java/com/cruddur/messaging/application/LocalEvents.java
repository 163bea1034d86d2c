package com.cruddur.messaging.application;

import static java.lang.System.Logger.Level.ERROR;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Events within this process. A subscriber is called on the publisher's thread, so none is ever lost. Thread-safe. */
public final class LocalEvents implements Events {
    private static final System.Logger LOG = System.getLogger(LocalEvents.class.getName());

    private final Map<UUID, List<Subscriber>> subscribers = new ConcurrentHashMap<>();

    /** No subscription yet. */
    public LocalEvents() {}

    private record Subscriber(UUID user, Consumer<Event> consumer) {
        /** One thread at a time. */
        synchronized void tell(Event event) {
            try {
                consumer.accept(event);
            } catch (RuntimeException e) {
                LOG.log(ERROR, "a subscriber failed with an event", e);
            }
        }
    }

    @Override
    public void publish(Collection<UUID> users, Event event) {
        users.forEach(user -> subscribers.getOrDefault(user, List.of()).forEach(it -> it.tell(event)));
    }

    /** Tells every subscription of every user. */
    public void publishToAll(Event event) {
        publish(subscribers.keySet(), event);
    }

    /** The users who have a subscription here, as of this moment. */
    public Collection<UUID> users() {
        return List.copyOf(subscribers.keySet());
    }

    @Override
    public Subscription subscribe(UUID user, Consumer<Event> subscriber) {
        Subscriber added = new Subscriber(user, subscriber);
        subscribers.compute(user, (key, present) -> {
            List<Subscriber> all = present == null ? new CopyOnWriteArrayList<>() : present;
            all.add(added);
            return all;
        });
        return () -> remove(added);
    }

    @Override
    public void close() {
        subscribers.clear();
    }

    private void remove(Subscriber subscriber) {
        subscribers.computeIfPresent(subscriber.user(), (user, all) -> {
            all.removeIf(it -> it == subscriber);
            return all.isEmpty() ? null : all;
        });
    }
}
