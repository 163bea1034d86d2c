package com.cruddur.messaging.http;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Formats and parses times. The format is for clients that parse {@code %Y-%m-%dT%H:%M:%S.%f%z}: always with six fraction digits and the offset,
 * {@code 2026-03-01T10:15:30.123456+00:00}. That is written by hand, because the JDK's formatter costs more than the rest of a response.
 */
final class WireTime {
    private static final String SHAPE = "0000-00-00T00:00:00.000000+00:00";

    private static final int MAX_YEAR = 9999;
    private static final Pattern MORE_DIGITS = Pattern.compile("\\.\\d{7}");

    private WireTime() {}

    /** @param time of the years 0 to 9999; digits below a microsecond are cut off */
    static char[] format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        char[] text = SHAPE.toCharArray();
        put(text, 4, utc.getYear());
        put(text, 7, utc.getMonthValue());
        put(text, 10, utc.getDayOfMonth());
        put(text, 13, utc.getHour());
        put(text, 16, utc.getMinute());
        put(text, 19, utc.getSecond());
        put(text, 26, utc.getNano() / 1_000);
        return text;
    }

    /**
     * Parses an ISO 8601 time with an offset, such as {@code 2026-03-01T10:15:30.123456+00:00} or {@code 2026-03-01T10:15:30Z}.
     *
     * @return empty if the text is no such time, has more than six fraction digits, or is not in the years 0 to 9999
     */
    static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(text, ISO_OFFSET_DATE_TIME).withOffsetSameInstant(ZoneOffset.UTC);
            boolean taken = time.getYear() >= 0
                    && time.getYear() <= MAX_YEAR
                    && !MORE_DIGITS.matcher(text).find();
            return taken ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Writes the digits of a number, the last one just before {@code end}. */
    private static void put(char[] text, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
