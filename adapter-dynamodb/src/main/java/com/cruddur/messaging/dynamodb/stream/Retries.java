package com.cruddur.messaging.dynamodb.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The groups whose refresh failed, each tried again after pauses that double, from 200 ms to a minute. For one thread. */
final class Retries {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<UUID, Retry> waiting = new LinkedHashMap<>();

    private record Retry(long due, Duration pause) {}

    /**
     * @param nanos as {@link System#nanoTime}
     * @param failed to be tried at once
     */
    Retries(LongSupplier nanos, Collection<UUID> failed) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        failed.forEach(group -> waiting.put(group, new Retry(now, FIRST)));
    }

    /** Those whose time has come. */
    Set<UUID> due() {
        long now = nanos.getAsLong();
        Set<UUID> due = new LinkedHashSet<>();
        waiting.forEach((group, retry) -> {
            if (retry.due() - now <= 0) {
                due.add(group);
            }
        });
        return due;
    }

    /** Takes the outcome of an attempt at the groups. */
    void settle(Collection<UUID> attempted, Collection<UUID> failed) {
        long now = nanos.getAsLong();
        for (UUID group : attempted) {
            if (failed.contains(group)) {
                waiting.merge(group, new Retry(now + FIRST.toNanos(), FIRST.multipliedBy(2)), (last, first) -> {
                    Duration longer = last.pause().multipliedBy(2);
                    return new Retry(now + last.pause().toNanos(), longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
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
