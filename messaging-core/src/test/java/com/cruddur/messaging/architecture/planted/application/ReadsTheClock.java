package com.cruddur.messaging.architecture.planted.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.function.Supplier;

public final class ReadsTheClock {
    Instant now() {
        return Instant.now();
    }

    Supplier<LocalDate> reference() {
        return LocalDate::now;
    }

    long millis() {
        return System.currentTimeMillis();
    }

    Clock system() {
        return Clock.systemUTC();
    }

    Date date() {
        return new Date();
    }
}
