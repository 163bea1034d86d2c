package com.cruddur.messaging.dynamodb.stream;

import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the whole of the table's stream in a thread of its own, and keeps the inboxes at the newest messages.
 *
 * <p>It needs no other process, and shares its work with none: of several instances each reads everything. That is safe, because catching up is idempotent, and costs each further instance two reads a group. The first run starts at the oldest
 * record that the stream still has, which is at most a day old; each later one where the last one stopped. Records that were read but not noted when a process ended are read again, which does no harm.
 *
 * <p>A group that fails is retried until it succeeds, also by a later run, and holds up no other. Only a group with an item that cannot be read is not retried before it changes again. Reading
 * goes on after any failure, also after an {@link Error} such as one {@link OutOfMemoryError}.
 */
public final class StreamReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final Duration LISTING = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Path file;
    private final DynamoDbStreamsClient streams;
    private final String table;
    private final Function<Collection<UUID>, Map<UUID, RuntimeException>> catchUpAll;
    private final Duration poll;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Shards shards;
    private Retries retries;
    private Checkpoint saved;
    private boolean listNow;
    private long lastListing;
    private boolean failing;
    private @Nullable Throwable broken;

    /**
     * Starts reading.
     *
     * @param streams stays open; it belongs to the caller, who closes it after this
     * @param catchUpAll {@code catchUpAll} of the table's {@link com.cruddur.messaging.dynamodb.DynamoDbStore}, with or without a listener
     * @param file keeps how far the stream was read; its directory exists, and no other reader has it
     * @param poll how long to wait between two readings of a shard, each of up to 1,000 records
     * @throws UncheckedIOException when the file is there but cannot be read
     */
    public static StreamReader start(
            DynamoDbStreamsClient streams,
            String table,
            Function<Collection<UUID>, Map<UUID, RuntimeException>> catchUpAll,
            Path file,
            Duration poll) {
        StreamReader reader = new StreamReader(streams, table, catchUpAll, file, poll);
        reader.thread.start();
        return reader;
    }

    private StreamReader(
            DynamoDbStreamsClient streams,
            String table,
            Function<Collection<UUID>, Map<UUID, RuntimeException>> catchUpAll,
            Path file,
            Duration poll) {
        this.streams = streams;
        this.table = table;
        this.file = file;
        this.catchUpAll = catchUpAll;
        this.poll = poll;
        try {
            saved = Checkpoint.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        goOnFromCheckpoint();
        thread = new Thread(this::run, "stream-reader");
        thread.setDaemon(true);
    }

    /** Nothing is allocated where an Error is caught: it is told, and mended, at the start of the next round. */
    private void run() {
        long pause = poll.toNanos();
        boolean reading = true;
        while (reading) {
            try {
                reading = !isStopping(pause);
                if (reading) {
                    round();
                    pause = failing ? longer(pause) : poll.toNanos();
                }
            } catch (RuntimeException | Error e) {
                broken = e;
                pause = longer(pause);
            }
        }
    }

    private static long longer(long pause) {
        return Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    }

    private boolean isStopping(long nanos) {
        try {
            return stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Reads each shard once and refreshes what changed, and what failed before. */
    private void round() {
        failing = false;
        if (broken != null) {
            LOG.error("reading of the stream broke off; it goes on from the last checkpoint", broken);
            goOnFromCheckpoint();
            broken = null;
        }
        list();
        Set<UUID> groups = new LinkedHashSet<>(retries.due());
        for (ShardReader shard : shards.readable()) {
            attempt(
                    "a shard",
                    () -> shard.read().forEach(record -> record.changedGroup().ifPresent(groups::add)));
            if (shard.position().filter(Checkpoint.END::equals).isPresent()) {
                listNow = true;
            }
        }
        Map<UUID, RuntimeException> failed = catchUpAll.apply(groups);
        Set<UUID> later = new LinkedHashSet<>();
        failed.forEach((group, why) -> {
            if (why instanceof UnreadableItemException) {
                LOG.error("the inboxes of group {} stand still: mend the item, then rebuild the inboxes", group, why);
            } else if (why instanceof ContestedException) {
                LOG.debug("others keep moving the inbox rows of group {}", group);
                later.add(group);
            } else {
                LOG.warn("the inboxes of group {} will be refreshed later", group, why);
                later.add(group);
            }
        });
        retries.settle(groups, later);
        save(new Checkpoint(shards.positions(), retries.groups()));
    }

    private void goOnFromCheckpoint() {
        shards = new Shards(streams, table, saved.positions());
        retries = new Retries(System::nanoTime, saved.failed());
        listNow = true;
    }

    private void list() {
        if (listNow || System.nanoTime() - lastListing >= LISTING.toNanos()) {
            attempt("the list of shards", () -> {
                shards.list();
                listNow = false;
                lastListing = System.nanoTime();
            });
        }
    }

    private void attempt(String what, Runnable reading) {
        try {
            reading.run();
        } catch (ResourceNotFoundException gone) {
            listNow = true;
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
            LOG.warn("the checkpoint of the stream could not be saved; records may be read again", e);
        } finally {
            if (interrupted) {
                thread.interrupt();
            }
        }
    }

    /** Stops after the batch under way, within ten seconds. The next run does the rest. */
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
