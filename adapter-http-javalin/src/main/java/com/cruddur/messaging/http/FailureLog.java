package com.cruddur.messaging.http;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of stores without filling the log during an outage or an attack. The first failure of a kind is logged with its
 * stack, the second in one line, and the others as a count each minute. That a store is out of reach is one line. After a minute without a failure of a kind, the next one counts as the
 * first. Failures are of one kind if they were thrown at the same place, with the same causes; all
 * that say that a store is out of reach are of one kind. Thread-safe.
 */
final class FailureLog implements AutoCloseable {
    static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MAX_LINE = 300;

    private final Executor afterPeriod;
    private final Map<String, Kind> kinds = new HashMap<>();

    /** The failures of one kind in this period. */
    private static final class Kind {
        private String last = "";
        private int occurred;
        private int toCount;
        private boolean told;
    }

    FailureLog() {
        this(CompletableFuture.delayedExecutor(PERIOD.toSeconds(), TimeUnit.SECONDS));
    }

    /** @param afterPeriod runs each task after {@link #PERIOD} */
    FailureLog(Executor afterPeriod) {
        this.afterPeriod = afterPeriod;
    }

    /** @param what the operation that failed; must hold nothing that a caller sent */
    synchronized void add(String what, RuntimeException failure) {
        boolean outage = isOutage(failure);
        String kindOf = outage ? "outage" : kindOf(failure);
        Kind kind = kinds.get(kindOf);
        if (kind == null) {
            kind = new Kind();
            kinds.put(kindOf, kind);
            if (outage) {
                kind.told = true;
                LOG.warn(
                        "a store is out of reach at {}; further failures of this kind are counted: {}",
                        what,
                        line(failure));
            } else {
                LOG.warn("a store failed at {}", what, failure);
            }
            afterPeriod.execute(() -> endPeriod(kindOf));
        } else if (!kind.told) {
            kind.told = true;
            LOG.warn("a store failed at {} again; further failures of this kind are counted: {}", what, line(failure));
        } else {
            kind.toCount++;
        }
        kind.occurred++;
        kind.last = line(failure);
    }

    private synchronized void endPeriod(String kindOf) {
        Kind kind = kinds.get(kindOf);
        if (kind == null) {
            return;
        }
        tell(kind);
        if (kind.occurred == 0) {
            kinds.remove(kindOf);
        } else {
            kind.occurred = 0;
            afterPeriod.execute(() -> endPeriod(kindOf));
        }
    }

    private static void tell(Kind kind) {
        if (kind.toCount > 0) {
            LOG.warn("a store failed {} more times: {}", kind.toCount, kind.last);
            kind.toCount = 0;
        }
    }

    /** Logs the counts so far. */
    @Override
    public synchronized void close() {
        kinds.values().forEach(FailureLog::tell);
        kinds.clear();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(10);
    }

    /** Whether the store could not be reached, or broke off: the place where that was noticed tells nothing. */
    private static boolean isOutage(Throwable failure) {
        return causes(failure)
                .anyMatch(it -> it instanceof IOException
                        || it instanceof SQLTransientConnectionException
                        || it instanceof SQLException refused
                                && String.valueOf(refused.getSQLState()).matches("08...|57P0."));
    }

    private static String kindOf(Throwable failure) {
        return causes(failure)
                .map(it ->
                        it.getClass().getName() + (it.getStackTrace().length == 0 ? "" : " " + it.getStackTrace()[0]))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Throwable failure) {
        String line = causes(failure)
                .map(Throwable::toString)
                .collect(Collectors.joining("; caused by "))
                .replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "...";
    }
}
