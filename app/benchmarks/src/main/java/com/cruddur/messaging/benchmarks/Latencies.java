package com.cruddur.messaging.benchmarks;

import java.time.Duration;

/** How long requests took, each counted under the power of 1.02 above it. Not thread-safe. */
final class Latencies {
    private static final double STEP = Math.log(1.02);
    private static final int SLOTS = 2_000;

    private final long[] slots = new long[SLOTS];
    private long count;

    void add(long nanos) {
        slots[Math.min(SLOTS - 1, (int) Math.ceil(Math.log(Math.max(1, nanos)) / STEP))]++;
        count++;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] += others.slots[i];
        }
        count += others.count;
    }

    long count() {
        return count;
    }

    /** The time within which 99 of 100 were answered, to 2 % exact. */
    Duration p99() {
        return within(0.99);
    }

    /** The time within which this share of the requests were answered, to 2 % exact. */
    Duration within(double share) {
        long within = (long) Math.ceil(count * share);
        int slot = 0;
        for (long seen = slots[0]; seen < within; seen += slots[slot]) {
            slot++;
        }
        return Duration.ofNanos((long) Math.exp(slot * STEP));
    }
}
