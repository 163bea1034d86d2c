package com.cruddur.messaging.benchmarks;

import java.time.Duration;

/** The calls of a contender in one round, and their cost. */
record Sample(long requests, Duration elapsed, Duration cpu, Duration p99) {
    double cpuMicros() {
        return cpu.toNanos() / 1e3 / requests;
    }

    double rate() {
        return requests * 1e9 / elapsed.toNanos();
    }

    double p99Micros() {
        return p99.toNanos() / 1e3;
    }
}
