package com.cruddur.messaging.app;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the inboxes of a group that was posted to. It makes them quick, not certain: what fails is tried again a few
 * times, and then left to the group's next message.
 */
final class Nudge implements Consumer<UUID>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nudge.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final int MAX_WAITING = 10_000;
    private static final int STOP_SECONDS = 5;

    private final Consumer<UUID> refresh;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor retries =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "nudge-retry"));

    Nudge(Messaging messaging) {
        this(group -> messaging.refreshInboxes(group));
    }

    Nudge(Consumer<UUID> refresh) {
        this.refresh = refresh;
        retries.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Refreshes now, and later again if that fails. */
    @Override
    public void accept(UUID group) {
        attempt(group, 0);
    }

    private void attempt(UUID group, int attempts) {
        try {
            refresh.accept(group);
        } catch (StorageException e) {
            again(group, attempts, e);
        }
    }

    private void again(UUID group, int attempts, StorageException failure) {
        if (attempts == PAUSES.size() || waiting.size() >= MAX_WAITING || retries.isShutdown()) {
            LOG.warn("the inboxes of group {} stay behind until its next message", group, failure);
        } else if (waiting.add(group)) {
            long pause = PAUSES.get(attempts).toMillis();
            retries.schedule(() -> retry(group, attempts + 1), pause, TimeUnit.MILLISECONDS);
        }
    }

    private void retry(UUID group, int attempts) {
        waiting.remove(group);
        attempt(group, attempts);
    }

    /** Tries once more what is waiting for it, for {@value #STOP_SECONDS} seconds at most. */
    @Override
    public void close() {
        List<UUID> last = List.copyOf(waiting);
        retries.execute(() -> last.forEach(group -> retry(group, PAUSES.size())));
        retries.shutdown();
        try {
            if (!retries.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                retries.shutdownNow();
                LOG.warn("stopped before the inboxes of all groups were refreshed");
            }
        } catch (InterruptedException e) {
            retries.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
