package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.port.StorageException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the threads of this instance write to one group one after the other. At once, all but one of their transactions would
 * be cancelled, and billed all the same. Nothing relies on it: other instances do not wait. A group has a lock while somebody
 * holds it or waits for it.
 */
public final class GroupLocks {
    private final ConcurrentHashMap<UUID, Lock> locks = new ConcurrentHashMap<>();

    private static final class Lock {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int takers;
    }

    /**
     * @param waited runs before the write where others wrote first
     * @throws StorageException when the lock does not come in time, or the thread is interrupted meanwhile
     */
    public <T> T hold(UUID group, Backoff backoff, Runnable waited, Supplier<T> write) {
        Lock lock = locks.compute(group, (same, known) -> {
            Lock taken = known == null ? new Lock() : known;
            taken.takers++;
            return taken;
        });
        try {
            lock(lock.lock, backoff, waited);
            try {
                return write.get();
            } finally {
                lock.lock.unlock();
            }
        } finally {
            locks.computeIfPresent(group, (same, known) -> --known.takers == 0 ? null : known);
        }
    }

    private static void lock(ReentrantLock lock, Backoff backoff, Runnable waited) {
        try {
            if (lock.tryLock(0, TimeUnit.NANOSECONDS)) {
                return;
            }
            if (!lock.tryLock(backoff.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException("too many posts to one group at once", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while others wrote to the group", e);
        }
        waited.run();
    }

    /** How many groups are being written to. */
    public int size() {
        return locks.size();
    }
}
