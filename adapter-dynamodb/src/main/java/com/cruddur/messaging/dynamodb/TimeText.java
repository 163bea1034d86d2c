package com.cruddur.messaging.dynamodb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;

/**
 * Times as text whose order is that of the times: ISO-8601 in UTC, always with six fraction digits and {@code +00:00}, as in
 * {@code 2026-03-01T10:15:30.123456+00:00}. The reference's readers parse it with {@code %Y-%m-%dT%H:%M:%S.%f%z}. What the
 * reference wrote itself may have another offset, or no fraction.
 */
final class TimeText {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /** @throws IllegalArgumentException outside the years 0 to 9999, whose texts would sort wrongly */
    static String of(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("the year is from 0 to 9999");
        }
        return WRITTEN.format(utc);
    }

    /** @throws java.time.DateTimeException when it is no time with an offset */
    static Instant parse(String text) {
        return READ.parse(text, Instant::from);
    }

    /**
     * The first time after {@code last} whose text comes after {@code last} as well. Mostly this is 1 µs later; where
     * {@code last} has another offset, its clock face counts too.
     */
    static Instant after(String last) {
        Instant face = READ.parse(last, LocalDateTime::from).toInstant(ZoneOffset.UTC);
        Instant time = parse(last);
        Instant next = (face.isAfter(time) ? face : time)
                .truncatedTo(ChronoUnit.MICROS)
                .plus(1, ChronoUnit.MICROS);
        // A text with fewer fraction digits may come after all those of its second.
        return of(next).compareTo(last) > 0 ? next : next.plusSeconds(1);
    }
}
