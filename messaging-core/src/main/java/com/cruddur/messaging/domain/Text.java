package com.cruddur.messaging.domain;

/** What counts as text, as white space and as the same handle, wherever people type something. */
public final class Text {
    /** White space to Unicode, but not to {@link Character}. */
    private static final int NEXT_LINE = 0x85;

    private Text() {}

    /** Whether there is nothing but white space, in any of Unicode's kinds. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(it -> Character.isWhitespace(it) || Character.isSpaceChar(it) || it == NEXT_LINE);
    }

    /**
     * Whether every store can hold it as it is: no NUL (PostgreSQL has none), no half of a surrogate pair (UTF-8 has
     * none).
     */
    public static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(it -> it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
    }

    /**
     * What a handle is known by, so that its case does not matter: ASCII letters in lower case, all other characters as they
     * are. {@link String#toLowerCase} also changes others, such as the Kelvin sign.
     */
    public static String folded(String handle) {
        StringBuilder folded = new StringBuilder(handle);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
