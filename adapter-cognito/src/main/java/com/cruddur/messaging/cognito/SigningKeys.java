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
 * A cache of the issuer's keys. A token with a cached key never waits. Tokens with other keys wait for one fetch together. A fetch that
 * fails leaves the cached keys as they were.
 */
final class SigningKeys {
    /** The age at which the keys are fetched again, so that a withdrawn key is no longer accepted. */
    static final Duration FRESH = Duration.ofHours(1);

    /** The maximum number of fetches in any minute. */
    static final int FETCHES_A_MINUTE = 2;

    /** The time between fetches while there is no key. No token can be verified then, so it is shorter. */
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

    /** The cached keys, without waiting. This is the same object as long as the issuer publishes the same keys. */
    KeySet current() {
        KeySet atHand = keys;
        if (!clock.instant().isBefore(staleAt)) {
            newerThan(atHand);
        }
        return atHand;
    }

    /**
     * The keys in which to look for this one. If it is not cached, they are fetched first, unless that happened within the minute.
     *
     * @return a future that fails with a {@link StorageException} when there are no keys at all
     */
    CompletableFuture<KeySet> forKey(String keyId) {
        KeySet atHand = current();
        if (atHand.find(keyId).isPresent()) {
            return CompletableFuture.completedFuture(atHand);
        }
        return newerThan(atHand).handle((fetched, failure) -> {
            if (failure != null && keys == KeySet.NONE) {
                throw new StorageException("the issuer's key set could not be fetched", failure.getCause());
            }
            return keys;
        });
    }

    /** The running fetch, or a new one if it is due, or else the last one. */
    private synchronized CompletableFuture<Void> newerThan(KeySet known) {
        Instant now = clock.instant();
        if (lastFetch.isDone() && keys == known && isDue(now)) {
            fetches.add(now);
            lastFetch = source.fetch().thenAccept(it -> keep(it, now)).whenComplete((kept, failure) -> report(failure));
        }
        return lastFetch;
    }

    private boolean isDue(Instant now) {
        // Otherwise a clock that was set back would delay fetches by as much.
        fetches.removeIf(it -> it.isAfter(now) || !it.plus(MINUTE).isAfter(now));
        if (keys == KeySet.NONE) {
            return fetches.isEmpty() || !fetches.getLast().plus(COLD_PAUSE).isAfter(now);
        }
        return fetches.size() < FETCHES_A_MINUTE;
    }

    private void keep(KeySet fetched, Instant asOf) {
        if (!fetched.publishesSameAs(keys)) {
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
