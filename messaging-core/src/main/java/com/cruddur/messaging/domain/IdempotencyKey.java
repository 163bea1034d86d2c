package com.cruddur.messaging.domain;

/**
 * A sender's name for one request to post. It makes a retry of the request safe. Two senders may use the same key: each sender has
 * keys of its own.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record IdempotencyKey(String value) {
    public static final int MAX_LENGTH = 255;

    /** @throws MessagingException {@link Reason#IDEMPOTENCY_KEY_INVALID} */
    public IdempotencyKey {
        boolean visible = value.chars().allMatch(it -> it > ' ' && it < 0x7F);
        if (value.isEmpty() || value.length() > MAX_LENGTH || !visible) {
            throw new MessagingException(Reason.IDEMPOTENCY_KEY_INVALID);
        }
    }
}
