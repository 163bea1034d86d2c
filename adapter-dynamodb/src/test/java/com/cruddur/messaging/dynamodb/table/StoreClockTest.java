package com.cruddur.messaging.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class StoreClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private long nanos = Long.MAX_VALUE - 1;
    private Instant store = NOON;
    private int reads;
    private final StoreClock clock = new StoreClock(() -> nanos);

    @Test
    void aClockMayBeAMinuteAheadAndNoMore() {
        assertThat(isRefused(NOON.plusSeconds(60))).isFalse();
        assertThat(isRefused(NOON.plusSeconds(62))).isTrue();
        assertThat(isRefused(NOON.plus(Duration.ofDays(365)))).isTrue();
        assertThat(isRefused(NOON.minus(Duration.ofDays(365)))).isFalse();
    }

    @Test
    void theStoresTimeGoesOnAfterItsLastAnswer() {
        assertThat(isRefused(NOON)).isFalse();
        elapse(Duration.ofMinutes(9));
        assertThat(isRefused(NOON.plus(Duration.ofMinutes(10)))).isFalse();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void anAnswerIsReliedOnForTenMinutes() {
        assertThat(isRefused(NOON)).isFalse();
        elapse(StoreClock.OLDEST);
        assertThat(isRefused(NOON)).isFalse();
        assertThat(reads).isEqualTo(1);
        elapse(Duration.ofNanos(1));
        assertThat(isRefused(NOON)).isFalse();
        assertThat(reads).isEqualTo(2);
    }

    /** A machine that sleeps counts no time meanwhile. */
    @Test
    void nothingIsRefusedByAnAnswerFromBeforeAMachineSlept() {
        assertThat(isRefused(NOON)).isFalse();
        store = NOON.plus(Duration.ofHours(8));
        assertThat(isRefused(store)).isFalse();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whereAnswersHaveNoDateNothingIsRefusedNorAskedAgain() {
        clock.saw(GetItemResponse.builder().build());
        assertThat(isRefused(Instant.MAX)).isFalse();
        clock.saw(answer("yesterday"));
        assertThat(isRefused(Instant.MAX)).isFalse();
        assertThat(reads).isZero();
    }

    @Test
    void itIsSaidOnceUntilTheClockIsRight() {
        ListAppender<ILoggingEvent> log = listen();
        isRefused(NOON.plusSeconds(100));
        isRefused(NOON.plusSeconds(101));
        isRefused(NOON);
        isRefused(NOON.plusSeconds(200));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the clock of this instance is 99 s ahead of DynamoDB's: it posts nothing until it is right",
                        "the clock of this instance is 199 s ahead of DynamoDB's: it posts nothing until it is right");
    }

    private boolean isRefused(Instant now) {
        return clock.isOvertakenBy(now, () -> {
            reads++;
            clock.saw(answer(DateTimeFormatter.RFC_1123_DATE_TIME.format(store.atOffset(ZoneOffset.UTC))));
        });
    }

    private void elapse(Duration time) {
        nanos += time.toNanos();
        store = store.plus(time);
    }

    private static SdkResponse answer(String date) {
        return GetItemResponse.builder()
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("Date", date)
                        .build())
                .build();
    }

    private static ListAppender<ILoggingEvent> listen() {
        Logger logger = (Logger) LoggerFactory.getLogger(StoreClock.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        return log;
    }
}
