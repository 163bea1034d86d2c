package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets the threads of this instance write to one group one after the other. At once, all but one of their transactions would
 * be cancelled, and billed all the same. Nothing relies on it: other instances do not wait.
 */
final class Turns {
    private static final int STRIPES = 1024;

    private final Lock[] stripes =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(Lock[]::new);
    private final Duration patience;

    Turns(Duration patience) {
        this.patience = patience;
    }

    /** @throws StorageException when the turn does not come in time, or the thread is interrupted meanwhile */
    <T> T take(UUID group, Supplier<T> write) {
        Lock turn = stripes[Math.floorMod(group.hashCode(), STRIPES)];
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException("too many write to a group at once", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while others wrote to the group", e);
        }
        try {
            return write.get();
        } finally {
            turn.unlock();
        }
    }
}
