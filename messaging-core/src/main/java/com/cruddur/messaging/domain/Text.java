package com.cruddur.messaging.domain;

/** Rules for text that people type: what is blank, what can be stored, and which handles are the same. */
public final class Text {
    /** White space to Unicode, but not to {@link Character}. */
    private static final int NEXT_LINE = 0x85;

    private Text() {}

    /** Whether a text has no characters, or only white space of any kind in Unicode. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(it -> Character.isWhitespace(it) || Character.isSpaceChar(it) || it == NEXT_LINE);
    }

    /**
     * Whether every store can hold a text as it is: it has no NUL character, which PostgreSQL cannot store, and no half of a
     * surrogate pair, which UTF-8 cannot encode.
     */
    public static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(it -> it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
    }

    /**
     * The form in which handles are compared, so that the case of ASCII letters does not matter: these in lower case, all other
     * characters unchanged. ({@link String#toLowerCase} also changes others, such as the Kelvin sign.)
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
