package com.cruddur.messaging.domain;

/**
 * What a sender calls one attempt to post, so that trying again is safe. Keys of different senders never meet.
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
