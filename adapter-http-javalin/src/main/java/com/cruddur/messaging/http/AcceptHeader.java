package com.cruddur.messaging.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.QuotedCSV;

/** Reads the Accept header of a request (RFC 9110, section 12.5.1). */
final class AcceptHeader {
    /** The weight: 0 to 1, with at most three decimals. */
    private static final Pattern WEIGHT =
            Pattern.compile(";\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");

    private static final Pattern ANY_WEIGHT = Pattern.compile(";\\s*q\\s*=");

    private AcceptHeader() {}

    /**
     * Whether the client takes a media type. The most specific range that covers the type decides. Without the header, or with an empty
     * one, the client takes every type. Parameters other than the weight are ignored; a range with a malformed weight counts for nothing.
     *
     * @param headers the values of all its Accept headers
     * @param type {@code text/event-stream}, for example
     */
    static boolean takes(List<String> headers, String type) {
        if (headers.stream().allMatch(String::isBlank)) {
            return true;
        }
        QuotedCSV ranges = new QuotedCSV(true, headers.toArray(String[]::new));
        String anySubtype = type.substring(0, type.indexOf('/')) + "/*";
        for (String candidate : List.of(type, anySubtype, "*/*")) {
            List<String> covering = ranges.getValues().stream()
                    .filter(it -> covers(it, candidate))
                    .toList();
            if (!covering.isEmpty()) {
                return covering.stream().anyMatch(AcceptHeader::hasWeight);
            }
        }
        return false;
    }

    private static boolean covers(String range, String candidate) {
        String name = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals(candidate) && isWellFormed(range.toLowerCase(Locale.ROOT));
    }

    private static boolean isWellFormed(String range) {
        return !ANY_WEIGHT.matcher(range).find() || WEIGHT.matcher(range).find();
    }

    private static boolean hasWeight(String range) {
        Matcher weight = WEIGHT.matcher(range.toLowerCase(Locale.ROOT));
        return !weight.find() || Double.parseDouble(weight.group(1)) > 0;
    }
}
