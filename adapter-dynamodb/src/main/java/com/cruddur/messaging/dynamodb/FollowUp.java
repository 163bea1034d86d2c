package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.table.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the inbox rows of each group that was posted to, off the post's path: once for all posts of the same few
 * milliseconds, which costs less than once a post. When too many groups wait, the thread that announces one more does it
 * itself, so that no more can come than can be done.
 */
final class FollowUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);
    private static final int THREADS = 4;
    private static final int GATHER_MILLIS = 5;
    private static final int MAX_WAITING = 1024;
    private static final int STOP_SECONDS = 5;
    /** How often a group has its turn while others change the same rows. */
    private static final int ATTEMPTS = 4;

    private static final int LONGEST_PAUSE_MILLIS = 50;

    private final Consumer<UUID> action;
    /** The groups that wait, each with the actions that come after its turn. */
    private final Map<UUID, List<Runnable>> waiting = new ConcurrentHashMap<>();
    /** Rounds that are to come. Each begins after it was taken off here, so it sees every group that waited until then. */
    private final AtomicInteger rounds = new AtomicInteger();

    private final ScheduledThreadPoolExecutor threads;

    FollowUp(Consumer<UUID> action) {
        this.action = action;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(
                THREADS, task -> new Thread(task, "follow-up-" + count.incrementAndGet()));
    }

    void posted(UUID group) {
        add(group, List.of());
    }

    /** Runs an action after a turn of the group that is yet to begin, if that turn succeeds. */
    void then(UUID group, Runnable next) {
        add(group, List.of(next));
    }

    private void add(UUID group, List<Runnable> next) {
        if (waiting.size() >= MAX_WAITING) {
            act(group, next);
            return;
        }
        List<Runnable> added = new ArrayList<>(next);
        List<Runnable> all = waiting.merge(group, added, FollowUp::both);
        boolean waitedBefore = all != added;
        if (!waitedBefore && rounds.getAndUpdate(it -> Math.min(it + 1, THREADS)) < THREADS) {
            threads.schedule(this::round, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static List<Runnable> both(List<Runnable> before, List<Runnable> next) {
        before.addAll(next);
        return before;
    }

    private void round() {
        rounds.decrementAndGet();
        for (UUID group : waiting.keySet()) {
            List<Runnable> next = waiting.remove(group);
            if (next != null) {
                act(group, next);
            }
        }
    }

    private void act(UUID group, List<Runnable> next) {
        try {
            moveRows(group);
        } catch (RuntimeException e) {
            LOG.warn("the inbox rows of group {} were not moved after a post; the stream will move them", group, e);
            return;
        }
        for (Runnable it : next) {
            try {
                it.run();
            } catch (RuntimeException e) {
                LOG.error("an action after a follow-up failed", e);
            }
        }
    }

    /** After a pause of random length, the rows mostly stand right: the others have moved them. */
    private void moveRows(UUID group) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                action.accept(group);
                return;
            } catch (ContestedException e) {
                LOG.debug("others change the inbox rows of group {}: trying again", group);
                Backoff.elapse(
                        "move a group's inbox rows",
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS)));
            }
        }
        action.accept(group);
    }

    /** To be called when no more is posted. Ends when the groups that wait have had their turn, but within seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped while {} groups waited for their inbox rows to be moved", waiting.size());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
