package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.LocalEvents;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LossRoundsTest {
    private final LocalEvents local = new LocalEvents();
    private final Map<UUID, Integer> told = new ConcurrentHashMap<>();

    private void subscribeMany(Runnable alsoDo) {
        for (int i = 0; i < 1_000; i++) {
            UUID user = UUID.randomUUID();
            local.subscribe(user, event -> {
                told.merge(user, 1, Integer::sum);
                alsoDo.run();
            });
        }
    }

    @Test
    void everyUserIsToldOnceInManySteps() {
        subscribeMany(() -> {});
        try (LossRounds rounds = new LossRounds(local, Duration.ofMillis(200))) {
            rounds.lost();
            Awaitility.await().until(() -> told.size() == 1_000);
            assertThat(new TreeMap<>(told).values()).containsOnly(1);
        }
    }

    @Test
    void aLossInTheMiddleOfARoundReachesThoseWhoWereToldBeforeItAgainAndTheOthersOnce() {
        AtomicBoolean again = new AtomicBoolean(true);
        try (LossRounds rounds = new LossRounds(local, Duration.ofMillis(200))) {
            subscribeMany(() -> {
                if (told.size() > 500 && again.getAndSet(false)) {
                    rounds.lost();
                }
            });
            rounds.lost();
            Awaitility.await()
                    .until(() -> told.values().stream().mapToInt(it -> it).sum() >= 1_500);
            assertThat(told).hasSize(1_000);
            assertThat(told.values()).contains(1, 2).doesNotContain(3);
        }
    }
}
