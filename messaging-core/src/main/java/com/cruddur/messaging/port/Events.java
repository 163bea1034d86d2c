package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Event;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Carries events to the users that they concern, within this process or between instances.
 *
 * <p>Events are hints. One may be lost only if each subscriber that it concerns gets {@link Event.EventsLost} within 30 seconds. Events
 * of one publisher about one group come in the order of the calls. Safe for use by several threads.
 */
public interface Events extends AutoCloseable {
    /**
     * Tells every subscription of these users. It does not wait for other instances or for a database, and does not fail: what cannot
     * be sent is sent later, or counts as lost.
     */
    void publish(Collection<UUID> users, Event event);

    /**
     * Subscribes to the events of a user. Each event that is published after this has returned, on any instance, reaches the subscriber.
     *
     * @param subscriber is called on any thread, also on the publisher's, by one thread at a time. It returns at once and does not throw;
     *     an exception is logged
     * @throws StorageException when this instance cannot hear the others at present
     */
    Subscription subscribe(UUID user, Consumer<Event> subscriber);

    /** Ends all subscriptions without a further event, and tells other instances that this one stops. */
    @Override
    void close();

    /** One subscription of a user. */
    interface Subscription extends AutoCloseable {
        /** Ends the subscription. A call of the subscriber that is under way may still go on. Closing it again does nothing. */
        @Override
        void close();
    }
}
