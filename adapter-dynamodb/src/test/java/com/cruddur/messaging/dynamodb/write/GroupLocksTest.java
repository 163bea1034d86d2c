package com.cruddur.messaging.dynamodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.dynamodb.LocalDynamoDb;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.port.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupLocksTest {
    private static final UUID GROUP = UUID.randomUUID();

    private final GroupLocks locks = new GroupLocks();
    private final AtomicInteger waits = new AtomicInteger();

    /** More groups than there can be hashes in any table of locks of a fixed, small size. */
    @Test
    void aGroupWaitsForNoOther() throws Exception {
        List<UUID> others = Stream.generate(UUID::randomUUID).limit(5_000).toList();
        whileHeld(
                () -> others.forEach(other -> assertThat(take(other, patient())).isEqualTo(other)));
        assertThat(waits).hasValue(0);
    }

    @Test
    void aGroupWithoutWritersHasNoLock() throws Exception {
        whileHeld(() -> assertThat(locks.size()).isEqualTo(1));
        assertThatThrownBy(() -> locks.hold(GROUP, patient(), () -> {}, () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(locks.size()).isZero();
    }

    @Test
    void aSecondWriterWaitsAndKnowsIt() throws Exception {
        CompletableFuture<UUID> second = new CompletableFuture<>();
        whileHeld(() -> {
            Thread waiting = new Thread(() -> second.complete(take(GROUP, patient())));
            waiting.start();
            Awaitility.await("the second waits").until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            assertThat(second).isNotDone();
        });
        assertThat(second.get()).isEqualTo(GROUP);
        assertThat(waits).hasValue(1);
        assertThat(locks.size()).isZero();
    }

    @Test
    void theWaitEndsWithTheDeadlineOfTheCaller() throws Exception {
        Deadline over = Deadline.after(Duration.ZERO, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Backoff backoff = new Backoff(LocalDynamoDb.PATIENCE, Optional.of(over));
        whileHeld(() -> assertThatThrownBy(() -> take(GROUP, backoff)).isInstanceOf(StorageException.class));
        assertThat(waits).hasValue(0);
    }

    private UUID take(UUID group, Backoff backoff) {
        return locks.hold(group, backoff, waits::incrementAndGet, () -> group);
    }

    private static Backoff patient() {
        return new Backoff(LocalDynamoDb.PATIENCE);
    }

    /** While somebody writes to the group. */
    private void whileHeld(Runnable check) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        CompletableFuture<Boolean> holder =
                CompletableFuture.supplyAsync(() -> locks.hold(GROUP, patient(), () -> {}, () -> {
                    held.countDown();
                    return awaited(checked);
                }));
        held.await();
        try {
            check.run();
        } finally {
            checked.countDown();
        }
        assertThat(holder.get()).isTrue();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
