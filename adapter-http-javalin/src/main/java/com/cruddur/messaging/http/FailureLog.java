package com.cruddur.messaging.http;

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
 * stack, the second in one line, and the others as a count each minute. After a minute without a failure of a kind, the next one counts as the
 * first. Failures are of one kind if they were thrown at the same place, with the same causes. Thread-safe.
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
        String kindOf = kindOf(failure);
        Kind kind = kinds.get(kindOf);
        if (kind == null) {
            kind = new Kind();
            kinds.put(kindOf, kind);
            LOG.warn("a store failed at {}", what, failure);
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
