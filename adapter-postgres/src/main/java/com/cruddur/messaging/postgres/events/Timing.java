package com.cruddur.messaging.postgres.events;

import java.time.Duration;

/**
 * The times of the bus. A lost hint is made up for within 30 seconds: 15 until its loss is noticed, and 10 until every stream is told.
 *
 * @param heartbeat how often an instance gives a sign of life
 * @param comesBack how long a heartbeat may take until the instance that sent it hears it
 * @param silence how long an instance may be silent; where this instance hears nobody, how often its streams are told so
 * @param spread over what time all streams are told that events may be lost
 * @param retry the pause before a connection is tried again
 * @param answer how long the database may take to answer
 */
record Timing(
        Duration heartbeat, Duration comesBack, Duration silence, Duration spread, Duration retry, Duration answer) {
    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    /** How often a listener that hears nothing looks at the time. */
    Duration glance() {
        return (heartbeat.compareTo(silence) < 0 ? heartbeat : silence).dividedBy(5);
    }

    /** How long an instance that sends heartbeats may hear none of them. */
    Duration deaf() {
        return heartbeat.plus(comesBack);
    }
}
