package com.cruddur.messaging.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.StorageException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PreparedUsersTest {
    private final InMemoryUsers users = new InMemoryUsers();
    private final AtomicInteger preparations = new AtomicInteger();

    @Test
    void eachUseTriesUntilTheDirectoryIsPrepared() {
        AtomicBoolean broken = new AtomicBoolean(true);
        PreparedUsers prepared = new PreparedUsers(users, () -> {
            preparations.incrementAndGet();
            if (broken.get()) {
                throw new StorageException("broken", null);
            }
            users.put(new User(UUID.randomUUID(), "Londo Mollari", "londo"), "sub-londo");
        });
        assertThatThrownBy(prepared::prepare).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> prepared.byHandle("londo")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> prepared.bySubject("sub-londo")).isInstanceOf(StorageException.class);

        broken.set(false);

        assertThat(prepared.byHandle("londo")).isPresent();
        assertThat(prepared.bySubject("sub-londo")).isPresent();
        assertThat(preparations).hasValue(4);
    }

    @Test
    void nobodyWaitsForAPreparationThatTakesLong() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        PreparedUsers prepared = new PreparedUsers(users, () -> {
            begun.countDown();
            preparations.incrementAndGet();
            awaitUninterrupted(end);
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(prepared::prepare);
        begun.await();

        assertThatThrownBy(() -> prepared.byHandle("londo")).isInstanceOf(StorageException.class);

        end.countDown();
        first.get();
        assertThat(prepared.byHandle("londo")).isEmpty();
        assertThat(preparations).hasValue(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
