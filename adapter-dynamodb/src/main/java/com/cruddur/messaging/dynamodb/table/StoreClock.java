package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.port.StorageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The clock of a store, as the {@code Date} of its last answer told it, and how far the clock of this instance may be ahead of it: a
 * post from a year ahead would leave its group there for ever. A store has one. Thread-safe.
 */
public final class StoreClock {
    /** How far ahead of the store's a clock may be that posts. */
    static final Duration FURTHEST_AHEAD = Duration.ofSeconds(60);

    /** How old an answer may be that is relied on. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);
    /** A {@code Date} has no fractions: the store's time may be that much later. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Optional<Answer> last = Optional.empty();

    /** @param date empty where answers have none */
    private record Answer(Optional<Instant> date, long at) {}

    public StoreClock() {
        this(System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    StoreClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public static StorageException refusal() {
        return new StorageException(
                "the clock of this instance is too far ahead of DynamoDB's: nothing is posted", null);
    }

    public void saw(SdkResponse response) {
        last = Optional.of(new Answer(dateOf(response.sdkHttpResponse()), nanos.getAsLong()));
    }

    /** A failure without a {@code Date} is ignored: another program may have answered. */
    public void saw(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        Optional<Instant> date = details == null ? Optional.empty() : dateOf(details.sdkHttpResponse());
        if (date.isPresent()) {
            last = Optional.of(new Answer(date, nanos.getAsLong()));
        }
    }

    private static Optional<Instant> dateOf(SdkHttpResponse response) {
        return Optional.ofNullable(response)
                .flatMap(it -> it.firstMatchingHeader("Date"))
                .flatMap(StoreClock::parse);
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /**
     * Whether {@code now} is too far ahead. It is said, once, until it is right again.
     *
     * @param read makes the store answer; called where nothing was heard from it for long, and before anything is refused, since the
     *     machine may have slept
     */
    public boolean isOvertakenBy(Instant now, Runnable read) {
        boolean known = age().filter(it -> it.compareTo(OLDEST) <= 0).isPresent();
        if (!known) {
            read.run();
        }
        boolean overtaken = isAhead(now);
        if (overtaken && known) {
            read.run();
            overtaken = isAhead(now);
        }
        tell(overtaken, now);
        return overtaken;
    }

    /** {@code now}, but no later than a clock may be ahead, as far as is known. */
    public Instant notAheadOf(Instant now) {
        return latest().filter(now::isAfter).orElse(now);
    }

    private boolean isAhead(Instant now) {
        return latest().filter(now::isAfter).isPresent();
    }

    private Optional<Instant> latest() {
        return last.flatMap(answer -> answer.date()
                .map(it -> it.plus(PRECISION).plus(FURTHEST_AHEAD).plusNanos(nanos.getAsLong() - answer.at())));
    }

    private Optional<Duration> age() {
        return last.map(it -> Duration.ofNanos(nanos.getAsLong() - it.at()));
    }

    private void tell(boolean overtaken, Instant now) {
        if (!overtaken) {
            told.set(false);
        } else if (told.compareAndSet(false, true)) {
            Instant limit = latest().orElse(now);
            LOG.error(
                    "the clock of this instance is {} s ahead of DynamoDB's: it posts nothing until it is right",
                    Duration.between(limit, now).plus(FURTHEST_AHEAD).toSeconds());
        }
    }
}
