package com.cruddur.messaging.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @Test
    void thereAreAlwaysSixDigitsAndTheOffsetOfUtc() {
        assertThat(TimeText.of(Instant.parse("2026-03-01T10:15:30.123456Z")))
                .isEqualTo("2026-03-01T10:15:30.123456+00:00");
        assertThat(TimeText.of(Instant.parse("2026-12-31T23:59:00Z"))).isEqualTo("2026-12-31T23:59:00.000000+00:00");
    }

    @Test
    void aWrittenTimeIsReadBack() {
        Instant time = Instant.parse("2025-12-31T23:59:59.999999Z");
        assertThat(TimeText.parse(TimeText.of(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T19:15:30.120000+09:00",
                "2026-03-01T10:15:30.12+00:00",
                "2026-03-01T10:15:30.120000Z",
                "2026-03-01T10:15:30.120000",
                "2026-03-01T10:15:30.12",
                "2026-03-01T05:15:30.120000-0500"
            })
    void otherOffsetsAndFractionsAreReadToo(String text) {
        assertThat(TimeText.parse(text)).isEqualTo(Instant.parse("2026-03-01T10:15:30.12Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-03-01",
                "2026-03-01T10:15:30+",
                "+10000-01-01T00:00:00Z",
                "2026-02-30T10:15:30+00:00"
            })
    void aTextThatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> TimeText.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:15:30.123456, 2026-03-01T10:15:30.123456+00:00",
        "2026-03-01T10:15:30, 2026-03-01T10:15:30.000000+00:00",
        "2026-03-01T10:15:30Z, 2026-03-01T10:15:30.000000+00:00",
        "2026-03-01T05:15:30.5-0500, 2026-03-01T10:15:30.500000+00:00",
        "2026-03-01T10:15:30.123456789, 2026-03-01T10:15:30.123456789+00:00"
    })
    void aTimeIsWrittenInOurForm(String text, String ours) {
        assertThat(TimeText.ours(text)).isEqualTo(ours);
        assertThat(TimeText.ours(ours)).isEqualTo(ours);
        assertThat(TimeText.parse(ours)).isEqualTo(TimeText.parse(text));
    }

    @Test
    void theTextOfTheFinalVersionIsFoundAgain() {
        String text = "2026-03-01T10:15:30.123456";
        assertThat(TimeText.withoutOffset(TimeText.ours(text))).isEqualTo(text);
    }

    @Test
    void yearsWhoseTextsWouldSortWronglyAreRefused() {
        Stream.of("+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z")
                .map(Instant::parse)
                .forEach(it -> assertThatThrownBy(() -> TimeText.of(it)).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aMicrosecondComesAfterATimeOfOurs() {
        assertThat(TimeText.after("2025-12-31T23:59:59.999999+00:00")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:15:30.999999+00:00",
                "2026-03-01T10:15:30+00:00",
                "2026-03-01T19:15:30.123456+09:00",
                "2026-03-01T02:15:30.123456-08:00",
                "2026-03-01T10:15:30Z",
                "2026-03-01T10:15:30.5Z",
                "2026-03-01T10:15:30.123456",
                "2026-03-01T10:15:30",
                "2026-03-01T10:15:30.123456789",
                "2026-03-01T10:15:30.123456789+00:00"
            })
    void theNextTimeIsLaterAsTimeAndAsText(String last) {
        Instant after = TimeText.after(last);
        assertThat(after).isAfter(TimeText.parse(last));
        assertThat(TimeText.of(after)).isGreaterThan(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:15:30.500000+00:00",
                "2026-03-01T10:15:30Z",
                "2026-03-01T10:15:30.5Z",
                "2026-03-01T10:15:30",
                "2026-03-01T10:15:30.499999",
                "2026-03-01T19:15:30+09:00",
                "2026-03-01T02:15:30.123456-08:00"
            })
    void aTimeIsWrittenToComeNotBeforeAText(String last) {
        Instant time = Instant.parse("2026-03-01T10:15:30.500Z");
        String text = TimeText.notBefore(time, last);
        assertThat(TimeText.parse(text)).isEqualTo(time);
        assertThat(text).isGreaterThanOrEqualTo(last);
        assertThat(TimeText.of(TimeText.after(text))).isGreaterThan(last).isGreaterThan(text);
    }
}
