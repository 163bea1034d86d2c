package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.QueuedPost.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The posts that wait, and whose turn it is.
 *
 * <p>One post leads: its caller commits the next batch. A post that cannot be in a batch is a single: its own caller commits it. At
 * most {@value #SINGLES} singles run at once, and one for each group or pair. So a row that another program has locked holds up
 * neither the batches nor the pool of connections.
 */
final class PostQueue {
    static final int BATCH = 128;
    static final int SINGLES = 4;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Set<QueuedPost> waiting = new LinkedHashSet<>();
    private final Set<QueuedPost> singles = new LinkedHashSet<>();
    /** The groups and pairs whose single runs. */
    private final Set<Object> running = new HashSet<>();
    /** The groups that have a single, running or not: their other posts wait for it. */
    private final Set<Object> held = new HashSet<>();

    private boolean leading;

    /** @param capacity how many posts may wait at once */
    PostQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a post. A post to a group waits for a batch, and a post to a user is a single.
     *
     * @throws StorageException when there was no room before the deadline
     */
    void add(QueuedPost post) {
        lock.lock();
        try {
            awaitRoom(post.deadline());
            (post.post().receiver() == null ? waiting : singles).add(post);
            giveTurns();
        } finally {
            lock.unlock();
        }
    }

    /** How many posts wait for a turn. */
    int size() {
        lock.lock();
        try {
            return waiting.size() + singles.size();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Deadline deadline) {
        boolean interrupted = false;
        while (waiting.size() + singles.size() >= capacity) {
            if (deadline.isOver()) {
                throw new StorageException("more posts wait for the database than the message store holds", null);
            }
            try {
                room.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the posts of the next batch: at most one for a group, and at most one with a sender's key. */
    List<QueuedPost> takeBatch() {
        lock.lock();
        try {
            List<QueuedPost> batch = new ArrayList<>();
            Set<Object> taken = new HashSet<>();
            for (QueuedPost post : waiting) {
                if (batch.size() < BATCH
                        && !held.contains(post.post().place())
                        && taken.add(post.post().place())) {
                    if (post.post().key() == null || taken.add(post.post().senderAndKey())) {
                        batch.add(post);
                    }
                }
            }
            batch.forEach(waiting::remove);
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the batch of this leader, and lets the next one lead. */
    void batchDone() {
        lock.lock();
        try {
            leading = false;
            giveTurns();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a post of the batch a single.
     *
     * @param sent whether the batch may have stored the message
     */
    void makeSingle(QueuedPost post, boolean sent) {
        lock.lock();
        try {
            if (!post.isAbandoned()) {
                post.setSent(sent);
                singles.add(post);
                held.add(post.post().place());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a single. */
    void singleDone(QueuedPost post) {
        lock.lock();
        try {
            running.remove(post.post().place());
            room.signalAll();
            held.remove(post.post().place());
            giveTurns();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes out a post whose deadline is over. A post that is in a batch stays there, and its caller leaves it.
     *
     * @return false when the post has a turn by now
     */
    boolean withdraw(QueuedPost post) {
        lock.lock();
        try {
            if (post.turn() != Turn.WAIT) {
                return false;
            }
            post.abandon();
            waiting.remove(post);
            if (singles.remove(post)) {
                held.remove(post.post().place());
                giveTurns();
            }
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void giveTurns() {
        List<QueuedPost> started = new ArrayList<>();
        for (QueuedPost single : singles) {
            if (running.size() < SINGLES && running.add(single.post().place())) {
                started.add(single);
            }
        }
        started.forEach(it -> {
            singles.remove(it);
            it.give(Turn.SINGLE);
        });
        if (!leading) {
            waiting.stream()
                    .filter(it -> !held.contains(it.post().place()))
                    .findFirst()
                    .ifPresent(it -> {
                        leading = true;
                        it.give(Turn.LEAD);
                    });
        }
    }
}
