package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final UUID GROUP = UUID.randomUUID();
    private Instant now = Instant.parse("2026-03-01T10:15:30Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void pausesDoubleUpToAMinute() {
        Retries retries = new Retries(clock, Set.of());
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 12; attempt++) {
            retries.settle(Set.of(GROUP), Set.of(GROUP));
            Instant failed = now;
            while (retries.due().isEmpty()) {
                now = now.plusMillis(100);
            }
            pauses.add(Duration.between(failed, now).toMillis());
        }
        assertThat(pauses)
                .startsWith(200L, 400L, 800L, 1_600L)
                .endsWith(60_000L, 60_000L)
                .isSorted();
    }

    @Test
    void whatAnEarlierRunLeftIsDueAtOnceAndGoneOnceItSucceeds() {
        Retries retries = new Retries(clock, Set.of(GROUP));

        assertThat(retries.due()).containsExactly(GROUP);
        retries.settle(Set.of(GROUP), Set.of());
        assertThat(retries.groups()).isEmpty();
    }
}
