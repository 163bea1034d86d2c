package com.cruddur.messaging.dynamodb.stream;

import com.cruddur.messaging.application.Inboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the whole of the table's stream in a thread of its own, and keeps the inboxes at the newest messages.
 *
 * <p>It needs nobody beside it and shares its work with nobody: of several instances each reads everything. That is safe, as
 * refreshing is idempotent, and costs a read of the group for each that comes second. The first run starts at the oldest
 * record that the stream still has, which is at most a day old; each later one where the last one stopped. What was read but
 * not noted when a process ended is read again, which does no harm.
 *
 * <p>A group whose refresh fails is tried again until it succeeds, also by a later run, and holds nobody up meanwhile.
 */
public final class StreamReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final Duration LISTING = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Path file;
    private final Inboxes inboxes;
    private final Clock clock;
    private final Duration poll;
    private final Shards shards;
    private final Retries retries;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Checkpoint saved;
    private Instant nextListing = Instant.MIN;
    private boolean failing;

    /**
     * Starts reading.
     *
     * @param streams stays open; it belongs to the caller, who closes it after this
     * @param file keeps how far the stream was read; its directory exists, and no other reader has it
     * @param poll how long to wait between two readings of a shard, each of up to 1,000 records
     * @throws UncheckedIOException when the file is there but cannot be read
     */
    public static StreamReader start(
            DynamoDbStreamsClient streams, String table, Inboxes inboxes, Path file, Clock clock, Duration poll) {
        StreamReader reader = new StreamReader(streams, table, inboxes, file, clock, poll);
        reader.thread.start();
        return reader;
    }

    private StreamReader(
            DynamoDbStreamsClient streams, String table, Inboxes inboxes, Path file, Clock clock, Duration poll) {
        this.file = file;
        this.inboxes = inboxes;
        this.clock = clock;
        this.poll = poll;
        try {
            saved = Checkpoint.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shards = new Shards(streams, table, saved.positions());
        retries = new Retries(clock, saved.failed());
        thread = new Thread(this::run, "stream-reader");
        thread.setDaemon(true);
    }

    private void run() {
        Duration pause = poll;
        while (!isStopping(pause)) {
            failing = false;
            round();
            Duration longer = pause.multipliedBy(2);
            if (failing) {
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            } else {
                pause = poll;
            }
        }
    }

    private boolean isStopping(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Reads each shard once and refreshes what changed, and what failed before. */
    private void round() {
        list();
        Set<UUID> groups = new LinkedHashSet<>(retries.due());
        for (ShardReader shard : shards.readable()) {
            attempt(
                    "a shard",
                    () -> shard.read().forEach(record -> record.changedGroup().ifPresent(groups::add)));
            if (shard.position().filter(Checkpoint.END::equals).isPresent()) {
                nextListing = Instant.MIN;
            }
        }
        Map<UUID, RuntimeException> failed = inboxes.refreshAll(groups);
        failed.forEach((group, why) -> LOG.warn("the inboxes of group {} will be refreshed later", group, why));
        retries.settle(groups, failed.keySet());
        save(new Checkpoint(shards.positions(), retries.groups()));
    }

    private void list() {
        if (!clock.instant().isBefore(nextListing)) {
            attempt("the list of shards", () -> {
                shards.list();
                nextListing = clock.instant().plus(LISTING);
            });
        }
    }

    private void attempt(String what, Runnable reading) {
        try {
            reading.run();
        } catch (ResourceNotFoundException gone) {
            nextListing = Instant.MIN;
            failed(what, gone);
        } catch (RuntimeException e) {
            failed(what, e);
        }
    }

    private void failed(String what, Exception why) {
        failing = true;
        if (stopping.getCount() > 0) {
            LOG.warn("{} of the stream could not be read; it will be tried again", what, why);
        }
    }

    private void save(Checkpoint checkpoint) {
        if (checkpoint.equals(saved)) {
            return;
        }
        // An interrupt ends the calls to DynamoDB. It must not end the writing of the file.
        boolean interrupted = Thread.interrupted();
        try {
            checkpoint.save(file);
            saved = checkpoint;
        } catch (IOException e) {
            failing = true;
            LOG.warn("how far the stream was read could not be saved; what was read may be read again", e);
        } finally {
            if (interrupted) {
                thread.interrupt();
            }
        }
    }

    /** Stops after what is under way, within ten seconds. What is not done by then is done by the next run. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP.toMillis());
            thread.interrupt();
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
