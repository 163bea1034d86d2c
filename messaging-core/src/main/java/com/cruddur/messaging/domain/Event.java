package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/** A hint that a user's lists have changed. The lists are the truth: an event may come twice, late, or stand for several. */
public sealed interface Event {
    /**
     * A group has a new message. The lists of both members show it, or a later one.
     *
     * @param group the group's uuid
     * @param message the uuid of the newest message of which this event knows
     * @param sender the uuid of its sender
     * @param createdAt its time
     */
    record MessageAdded(UUID group, UUID message, UUID sender, Instant createdAt) implements Event {
        public MessageAdded {
            requireNonNull(group, "group");
            requireNonNull(message, "message");
            requireNonNull(sender, "sender");
            requireNonNull(createdAt, "createdAt");
        }
    }

    /**
     * A member has read further.
     *
     * @param group the group's uuid
     * @param reader the uuid of the member who has read
     * @param upTo the member's new horizon, or a later one
     */
    record ReadFurther(UUID group, UUID reader, Instant upTo) implements Event {
        public ReadFurther {
            requireNonNull(group, "group");
            requireNonNull(reader, "reader");
            requireNonNull(upTo, "upTo");
        }
    }

    /** Events may have been lost. Read the lists again; from here on nothing is missed. */
    record EventsLost() implements Event {}
}
