package com.cruddur.messaging.application;

import static java.lang.System.Logger.Level.WARNING;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.MessageListener;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the subscribers and the listener of what has happened, off the path of the request wherever it has to read. */
final class Announcements implements Announcer, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Announcements.class.getName());
    private static final int LISTENER_THREADS = 4;
    private static final int LOOK_UPS = 4;
    /** A write of unknown outcome is decided by then, as it takes 5 seconds at most. */
    private static final Duration DECIDED = Duration.ofSeconds(6);

    private final MessageStore store;
    private final Events events;
    private final @Nullable MessageListener listener;
    private final boolean readReceipts;
    private final GroupMembers members = new GroupMembers();
    private final BackgroundTasks hints = new BackgroundTasks("messaging-events", 1);
    private final BackgroundTasks calls = new BackgroundTasks("messaging-listener", LISTENER_THREADS);

    Announcements(MessageStore store, Events events, @Nullable MessageListener listener, boolean readReceipts) {
        this.store = store;
        this.events = events;
        this.listener = listener;
        this.readReceipts = readReceipts;
    }

    @Override
    public void postedIn(MessageGroup group, Posted posted) {
        members.add(group);
        tell(group, posted);
    }

    @Override
    public void posted(Posted posted) {
        withMembers(posted.message().group(), group -> tell(group, posted));
    }

    private void tell(MessageGroup group, Posted posted) {
        hint(group, posted.message());
        if (listener != null) {
            calls.run(() -> listener.posted(group, posted.message(), posted.repeated()));
        }
    }

    @Override
    public void perhapsChanged(UUID group) {
        hints.runAfter(DECIDED, () -> withMembers(group, it -> events.publish(it.members(), new Event.EventsLost())));
    }

    @Override
    public void read(UUID group, UUID reader, Instant upTo) {
        Event event = new Event.ReadFurther(group, reader, upTo);
        if (readReceipts) {
            withMembers(group, it -> events.publish(it.members(), event));
        } else {
            events.publish(List.of(reader), event);
        }
    }

    /** The rows of the group were moved by a program that did not post. */
    void moved(UUID group) {
        withMembers(group, it -> newest(it).ifPresent(message -> hint(it, message)));
    }

    private Optional<Message> newest(MessageGroup group) {
        return store.messages()
                .newestFirst(group.uuid(), group.members().get(0), null, 1)
                .map(Page::items)
                .flatMap(it -> it.stream().findFirst());
    }

    private void hint(MessageGroup group, Message message) {
        Event event = new Event.MessageAdded(
                group.uuid(), message.uuid(), message.sender().uuid(), message.createdAt());
        store.inbox().whenCaughtUp(group.uuid(), () -> events.publish(group.members(), event));
    }

    private void withMembers(UUID group, Consumer<MessageGroup> action) {
        members.find(group).ifPresentOrElse(action, () -> hints.run(() -> lookUp(group, action, LOOK_UPS)));
    }

    private void lookUp(UUID group, Consumer<MessageGroup> action, int attempts) {
        try {
            Optional<MessageGroup> found = store.groups().find(group);
            found.ifPresent(members::add);
            found.ifPresent(action);
        } catch (StorageException e) {
            if (attempts == 1) {
                LOG.log(
                        WARNING,
                        "nobody was told of a change in group " + group + ": its members could not be read",
                        e);
            } else {
                hints.runAfter(DECIDED, () -> lookUp(group, action, attempts - 1));
            }
        }
    }

    @Override
    public void close() {
        hints.close();
        calls.close();
    }
}
