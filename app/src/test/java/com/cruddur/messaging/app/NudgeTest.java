package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.port.StorageException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class NudgeTest {
    private static final UUID GROUP = new UUID(0, 1);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatFailsIsTriedAgainUntilItSucceeds() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (Nudge nudge = new Nudge(failing(2, done))) {
            nudge.accept(GROUP);

            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void whatStillWaitsWhenItStopsIsTriedOnceMore() {
        Nudge nudge = new Nudge(failing(Integer.MAX_VALUE, new CountDownLatch(1)));
        nudge.accept(GROUP);
        int before = calls.get();
        nudge.close();

        assertThat(calls.get()).isGreaterThan(before);
        int after = calls.get();
        nudge.accept(GROUP);
        assertThat(calls).as("nothing is put off any more").hasValue(after + 1);
    }

    @Test
    void aGroupThatWaitsDoesNotWaitTwice() {
        Nudge nudge = new Nudge(failing(3, new CountDownLatch(1)));
        nudge.accept(GROUP);
        nudge.accept(GROUP);
        nudge.accept(GROUP);
        nudge.close();

        assertThat(calls).as("three at once, and one for all that was put off").hasValue(4);
    }

    private Consumer<UUID> failing(int times, CountDownLatch done) {
        return group -> {
            if (calls.incrementAndGet() <= times) {
                throw new StorageException("planted", null);
            }
            done.countDown();
        };
    }
}
