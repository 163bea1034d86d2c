package com.cruddur.messaging.http;

import com.cruddur.messaging.domain.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that a stream has still to write. The newest hint about a group's messages stands for the earlier ones, and so does the newest
 * about a reader in a group. When more than {@value #LIMIT} are left, one {@code ready} stands for all of them. Not thread-safe.
 */
final class PendingEvents {
    static final int LIMIT = 64;

    private final Map<Subject, Event> hints = new LinkedHashMap<>();
    private boolean ready;

    /** The subject of a hint. */
    private record Subject(UUID group, @Nullable UUID reader) {}

    void add(Event event) {
        if (event instanceof Event.MessageAdded added) {
            hints.merge(new Subject(added.group(), null), event, PendingEvents::later);
        } else if (event instanceof Event.ReadFurther read) {
            hints.merge(new Subject(read.group(), read.reader()), event, PendingEvents::later);
        } else {
            ready = true;
        }
        if (hints.size() > LIMIT) {
            hints.clear();
            ready = true;
        }
    }

    /** The events as text, {@code ready} first. */
    void appendTo(StringBuilder text) {
        if (ready) {
            text.append(EventText.READY);
        }
        hints.values().forEach(it -> EventText.append(text, it));
    }

    /** Events of several instances may come in any order. */
    private static Event later(Event one, Event other) {
        if (one instanceof Event.MessageAdded a && other instanceof Event.MessageAdded b) {
            return a.createdAt().isAfter(b.createdAt()) ? a : b;
        }
        return one instanceof Event.ReadFurther a
                        && other instanceof Event.ReadFurther b
                        && a.upTo().isAfter(b.upTo())
                ? a
                : other;
    }
}
