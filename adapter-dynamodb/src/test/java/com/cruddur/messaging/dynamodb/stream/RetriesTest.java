package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final UUID GROUP = UUID.randomUUID();
    private long now = Long.MAX_VALUE - 1;

    @Test
    void pausesDoubleUpToAMinute() {
        Retries retries = new Retries(() -> now, Set.of());
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 12; attempt++) {
            retries.settle(Set.of(GROUP), Set.of(GROUP));
            long failed = now;
            while (retries.due().isEmpty()) {
                now += Duration.ofMillis(100).toNanos();
            }
            pauses.add(Duration.ofNanos(now - failed).toMillis());
        }
        assertThat(pauses)
                .startsWith(200L, 400L, 800L, 1_600L)
                .endsWith(60_000L, 60_000L)
                .isSorted();
    }

    @Test
    void groupsOfAnEarlierRunAreDueAtOnceAndGoneOnceTheySucceed() {
        Retries retries = new Retries(() -> now, Set.of(GROUP));

        assertThat(retries.due()).containsExactly(GROUP);
        retries.settle(Set.of(GROUP), Set.of());
        assertThat(retries.groups()).isEmpty();
    }
}
