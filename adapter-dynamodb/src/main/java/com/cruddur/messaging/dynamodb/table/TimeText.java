package com.cruddur.messaging.dynamodb.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Times as text whose order is that of the times: ISO-8601 in UTC, always with six fraction digits and {@code +00:00}, as in
 * {@code 2026-03-01T10:15:30.123456+00:00}. The reference's readers parse it with {@code %Y-%m-%dT%H:%M:%S.%f%z}. Times that the
 * reference wrote itself may have another offset, or no fraction. Its final version writes no offset, and means UTC.
 */
public final class TimeText {
    private static final char DIGIT = '#';
    private static final String WITHOUT_OFFSET = "####-##-##T##:##:##.######";
    private static final String UTC = "+00:00";
    /** No message is older. */
    public static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(FORM)
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /** @throws IllegalArgumentException outside the years 0 to 9999, whose texts would sort wrongly */
    public static String of(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("the year is from 0 to 9999");
        }
        return WRITTEN.format(utc);
    }

    /** The text for a time to compare keys with: the nearest one that has a text. */
    static String nearest(Instant time) {
        if (time.isBefore(FIRST)) {
            return of(FIRST);
        }
        return of(time.isAfter(LAST) ? LAST : time);
    }

    /** @throws DateTimeException when it is no time, or not in the years 0 to 9999 */
    public static Instant parse(String text) {
        if (has(WITHOUT_OFFSET, text) || has(WITHOUT_OFFSET + UTC, text)) {
            return read(text);
        }
        Instant time = READ.parse(text, Instant::from);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("the year is from 0 to 9999");
        }
        return time;
    }

    /** Whether it has one of the two forms that are usual. The platform's parser takes twenty times as long for them. */
    private static boolean has(String shape, String text) {
        boolean same = text.length() == shape.length();
        for (int i = 0; same && i < shape.length(); i++) {
            char wanted = shape.charAt(i);
            char c = text.charAt(i);
            same = wanted == DIGIT ? c >= '0' && c <= '9' : c == wanted;
        }
        return same;
    }

    private static Instant read(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        number(text, 20, 26) * 1_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    /** The same time in the form that is written here; where it has more than six digits, only with an offset. */
    public static String ours(String text) {
        Instant time = parse(text);
        String ours = of(time);
        return parse(ours).equals(time) ? ours : withOffset(text);
    }

    private static String withOffset(String text) {
        return FORM.parse(text).isSupported(ChronoField.OFFSET_SECONDS) ? text : text + UTC;
    }

    /** The text of the reference's final version that {@link #ours} made this one of, if it was one. */
    public static String withoutOffset(String text) {
        return text.endsWith(UTC) ? text.substring(0, text.length() - UTC.length()) : text;
    }

    /**
     * The first time after {@code last} whose text comes after {@code last} as well. Mostly this is 1 µs later; where
     * {@code last} has another offset, its clock face counts too.
     */
    public static Instant after(String last) {
        Instant face = READ.parse(last, LocalDateTime::from).toInstant(ZoneOffset.UTC);
        Instant time = parse(last);
        Instant next = (face.isAfter(time) ? face : time)
                .truncatedTo(ChronoUnit.MICROS)
                .plus(1, ChronoUnit.MICROS);
        // A text with fewer fraction digits may come after all those of its second.
        return of(next).compareTo(last) > 0 ? next : next.plusSeconds(1);
    }

    /**
     * A text of {@code time} that comes neither before {@code last} in the order of texts nor, on the clock's face that it
     * shows, before that of {@code last}. So whatever is {@link #after} it comes after both. It has the offset of {@code last},
     * or one minute more where the number of fraction digits would decide.
     *
     * @param time at or after that of {@code last}
     */
    public static String notBefore(Instant time, String last) {
        if (of(time).compareTo(last) >= 0) {
            return of(time);
        }
        int seconds = READ.parse(last, ZoneOffset::from).getTotalSeconds();
        String text = at(time, ZoneOffset.ofTotalSeconds(seconds));
        return text.compareTo(last) >= 0 ? text : at(time, ZoneOffset.ofTotalSeconds(seconds + 60));
    }

    private static String at(Instant time, ZoneOffset offset) {
        return WITH_OFFSET.format(time.atOffset(offset));
    }
}
