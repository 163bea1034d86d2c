package com.cruddur.messaging.domain;

/**
 * The text of a message that is to be posted: 1 to {@value #MAX_CODE_POINTS} Unicode code points, kept as sent.
 *
 * @param value the text, not trimmed and not normalised
 */
public record MessageText(String value) {
    public static final int MAX_CODE_POINTS = 1024;

    /**
     * @throws MessagingException {@link Reason#MESSAGE_BLANK} for null, no text, or white space alone; {@link
     *     Reason#MESSAGE_MALFORMED} for a NUL character or half a surrogate pair; {@link Reason#MESSAGE_EXCEED_MAX_CHARS}
     */
    public MessageText {
        if (value == null || Text.isBlank(value)) {
            throw new MessagingException(Reason.MESSAGE_BLANK);
        }
        if (!Text.isWellFormed(value)) {
            throw new MessagingException(Reason.MESSAGE_MALFORMED);
        }
        if (value.codePointCount(0, value.length()) > MAX_CODE_POINTS) {
            throw new MessagingException(Reason.MESSAGE_EXCEED_MAX_CHARS);
        }
    }
}
