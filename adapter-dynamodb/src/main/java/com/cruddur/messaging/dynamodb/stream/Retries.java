package com.cruddur.messaging.dynamodb.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The groups whose refresh failed, each tried again after pauses that double, from 200 ms to a minute. For one thread. */
final class Retries {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<UUID, Retry> waiting = new LinkedHashMap<>();

    private record Retry(Instant due, Duration pause) {}

    /** @param failed to be tried at once */
    Retries(Clock clock, Collection<UUID> failed) {
        this.clock = clock;
        failed.forEach(group -> waiting.put(group, new Retry(Instant.MIN, FIRST)));
    }

    /** Those whose time has come. */
    Set<UUID> due() {
        Instant now = clock.instant();
        Set<UUID> due = new LinkedHashSet<>();
        waiting.forEach((group, retry) -> {
            if (!retry.due().isAfter(now)) {
                due.add(group);
            }
        });
        return due;
    }

    /** Takes the outcome of an attempt at the groups. */
    void settle(Collection<UUID> attempted, Collection<UUID> failed) {
        Instant now = clock.instant();
        for (UUID group : attempted) {
            if (failed.contains(group)) {
                waiting.merge(group, new Retry(now.plus(FIRST), FIRST.multipliedBy(2)), (last, first) -> {
                    Duration longer = last.pause().multipliedBy(2);
                    return new Retry(now.plus(last.pause()), longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
                });
            } else {
                waiting.remove(group);
            }
        }
    }

    /** All, due or not. */
    Set<UUID> groups() {
        return Set.copyOf(waiting.keySet());
    }
}
