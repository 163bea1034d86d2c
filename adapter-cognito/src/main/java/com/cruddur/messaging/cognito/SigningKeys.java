package com.cruddur.messaging.cognito;

import com.cruddur.messaging.port.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys, fetched as rarely as will do. Whoever names a key that is at hand never waits; the others wait for one
 * fetch, together. A fetch that fails leaves the keys as they were.
 */
final class SigningKeys {
    /** After this long they are fetched again, so that a key that was withdrawn ceases to count. */
    static final Duration FRESH = Duration.ofHours(1);

    /** In any minute no more fetches than this are begun, whoever asks. */
    static final int FETCHES_A_MINUTE = 2;

    /** Without any key nobody can be answered, so the issuer is asked more often. */
    static final Duration COLD_PAUSE = Duration.ofSeconds(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final KeySource source;
    private final Clock clock;
    private final Deque<Instant> fetches = new ArrayDeque<>();
    private CompletableFuture<Void> lastFetch = CompletableFuture.completedFuture(null);
    private volatile KeySet keys = KeySet.NONE;
    private volatile Instant staleAt = Instant.MAX;

    SigningKeys(KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The keys at hand, at once: the very same object as long as the issuer publishes the same. */
    KeySet current() {
        KeySet atHand = keys;
        if (!clock.instant().isBefore(staleAt)) {
            newerThan(atHand);
        }
        return atHand;
    }

    /**
     * The keys to look for this one in. If it is not among those at hand, they are fetched first, or were within the minute.
     *
     * @return fails with a {@link StorageException} when there are no keys at all
     */
    CompletableFuture<KeySet> forKey(String keyId) {
        KeySet atHand = current();
        if (atHand.find(keyId).isPresent()) {
            return CompletableFuture.completedFuture(atHand);
        }
        return newerThan(atHand).handle((fetched, failure) -> {
            if (failure != null && keys == KeySet.NONE) {
                throw new StorageException("the issuer's key set cannot be had", failure.getCause());
            }
            return keys;
        });
    }

    /** The fetch that is under way, or a new one if it is due, or else the last one. */
    private synchronized CompletableFuture<Void> newerThan(KeySet known) {
        Instant now = clock.instant();
        if (lastFetch.isDone() && keys == known && isDue(now)) {
            fetches.add(now);
            lastFetch = source.fetch().thenAccept(it -> keep(it, now)).whenComplete((kept, failure) -> report(failure));
        }
        return lastFetch;
    }

    private boolean isDue(Instant now) {
        // A clock that was set back would otherwise hold up fetches for as long.
        fetches.removeIf(it -> it.isAfter(now) || !it.plus(MINUTE).isAfter(now));
        if (keys == KeySet.NONE) {
            return fetches.isEmpty() || !fetches.getLast().plus(COLD_PAUSE).isAfter(now);
        }
        return fetches.size() < FETCHES_A_MINUTE;
    }

    private void keep(KeySet fetched, Instant asOf) {
        if (!fetched.publishesWhat(keys)) {
            keys = fetched;
        }
        staleAt = asOf.plus(FRESH);
    }

    private void report(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("The key set at {} could not be fetched: {}", source, String.valueOf(failure.getCause()));
        }
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
