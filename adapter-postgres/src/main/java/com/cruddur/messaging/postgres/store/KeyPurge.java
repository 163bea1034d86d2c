package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes idempotency keys in the background once their time is long over: each minute, in small steps. */
final class KeyPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyPurge.class);

    private static final int STEP = 500;
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(5);

    /** The clocks of messages say when a key's time is over. A day more leaves room for clocks that are behind. */
    private static final long HOURS_KEPT = Idempotency.KEPT.toHours() + 24;

    private static final String PURGE =
            """
            with step as materialized (
              select sender, key from {schema}.used_keys where used_at < clock_timestamp() - interval '{hours} hours'
              order by used_at limit {step} for update skip locked
            ), gone as (
              delete from {schema}.used_keys k using step where k.sender = step.sender and k.key = step.key returning 1
            )
            select count(*) from gone""".replace("{hours}", String.valueOf(HOURS_KEPT)).replace("{step}", String.valueOf(STEP));

    private final Connections connections;
    private final String statement;
    private final ScheduledExecutorService thread = Threads.daemon("messaging-key-purge");

    KeyPurge(Connections connections, Schema schema) {
        this.connections = connections;
        this.statement = schema.in(PURGE);
        thread.scheduleWithFixedDelay(this::runQuietly, 1, 1, TimeUnit.MINUTES);
    }

    private void runQuietly() {
        try {
            run();
        } catch (StorageException e) {
            LOG.warn("used idempotency keys could not be purged; the next attempt is in a minute: {}", e.getMessage());
        }
    }

    /**
     * Deletes all keys that are due.
     *
     * @throws StorageException when the database failed; some may be gone
     */
    void run() {
        while (purgeStep() == STEP) {
            if (Thread.interrupted()) {
                return;
            }
        }
    }

    private int purgeStep() {
        Deadline deadline = Deadline.in(STEP_TIMEOUT);
        try (Session session = connections.open(deadline, deadline.millisLeft())) {
            return session.commitInOneMessage(statement, (it, first) -> {}, rows -> {
                rows.next();
                return rows.getInt(1);
            });
        } catch (SQLException e) {
            throw new StorageException("the message store could not purge used keys", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
