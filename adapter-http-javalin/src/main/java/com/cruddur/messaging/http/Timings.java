package com.cruddur.messaging.http;

import java.time.Duration;

/**
 * The times that the server keeps to. Tests take shorter ones.
 *
 * @param body the longest time in which a request body arrives
 * @param write the longest time in which a client takes a small response, or a part of one
 * @param tick how often the streams of events are looked through
 * @param ticksPerComment after how many of these a stream gets a comment
 * @param ticksPerLookUp after how many of these the user of a stream is looked up again
 * @param farewell the longest time in which streams take their last event when the server stops
 */
record Timings(
        Duration body, Duration write, Duration tick, int ticksPerComment, int ticksPerLookUp, Duration farewell) {
    static final Timings USUAL = new Timings(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(1), 15, 60, Duration.ofSeconds(2));

    Timings withBody(Duration longest) {
        return new Timings(longest, write, tick, ticksPerComment, ticksPerLookUp, farewell);
    }
}
