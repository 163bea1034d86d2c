package com.cruddur.messaging.benchmarks;

import java.time.Duration;

/** What a contender did in one round, and what it took. */
record Sample(long requests, Duration elapsed, Duration cpu) {
    double cpuMicros() {
        return cpu.toNanos() / 1e3 / requests;
    }

    double rate() {
        return requests * 1e9 / elapsed.toNanos();
    }
}
