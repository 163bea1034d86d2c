package com.cruddur.messaging.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Formats times for clients that parse {@code %Y-%m-%dT%H:%M:%S.%f%z}: always with six fraction digits and the offset,
 * {@code 2026-03-01T10:15:30.123456+00:00}. Written by hand, because the JDK's formatter costs more than the rest of a response.
 */
final class WireTime {
    private static final String SHAPE = "0000-00-00T00:00:00.000000+00:00";

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

    /** Writes the digits of a number, the last one just before {@code end}. */
    private static void put(char[] text, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
