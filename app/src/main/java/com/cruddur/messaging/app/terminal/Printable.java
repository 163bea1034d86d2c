package com.cruddur.messaging.app.terminal;

import java.util.stream.Collectors;

/** Other people's text, made harmless for a terminal. */
public final class Printable {
    /** Many scripts and emoji are not written without these two. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /**
     * The text with each character that could steer a terminal or turn the direction of a line written as {@code \}{@code u001b}:
     * controls, format characters such as bidirectional overrides, line and paragraph separators, halves of surrogate pairs.
     * All others stay as they are, so that within a JSON string it means the same.
     */
    public static String of(String text) {
        return text.codePoints().mapToObj(Printable::of).collect(Collectors.joining());
    }

    /** The first {@code length} code points of it. */
    public static String of(String text, int length) {
        return of(text.codePoints()
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    private static String of(int codePoint) {
        if (!steers(codePoint)) {
            return Character.toString(codePoint);
        }
        return Character.toString(codePoint)
                .chars()
                .mapToObj(it -> String.format("\\u%04x", it))
                .collect(Collectors.joining());
    }

    private static boolean steers(int codePoint) {
        return codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER && isControl(codePoint);
    }

    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
