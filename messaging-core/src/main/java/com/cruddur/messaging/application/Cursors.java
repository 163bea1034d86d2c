package com.cruddur.messaging.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns a store's positions into cursors, and back.
 *
 * <p>A cursor is the first 16 bytes of an HMAC-SHA-256 over the list, the caller and the position, and then the
 * position, in base64url. So it is valid for one list and one caller only. Instances that share a key accept each
 * other's cursors. Thread-safe.
 */
final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int MIN_KEY_BYTES = 16;

    private final SecretKeySpec key;

    /** @param key at least {@value #MIN_KEY_BYTES} secret bytes, the same on every instance and across restarts */
    Cursors(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("a cursor key has at least " + MIN_KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    <T> Page<T> seal(Page<T> page, String list, UUID caller) {
        return new Page<>(page.items(), page.next().map(position -> seal(position, list, caller)));
    }

    private String seal(String position, String list, UUID caller) {
        byte[] text = position.getBytes(UTF_8);
        byte[] cursor = Arrays.copyOf(sealOf(text, list, caller), SEAL_BYTES + text.length);
        System.arraycopy(text, 0, cursor, SEAL_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** @throws MessagingException {@link Reason#CURSOR_INVALID} */
    @Nullable
    String open(@Nullable String cursor, String list, UUID caller) {
        if (cursor == null) {
            return null;
        }
        byte[] bytes = decode(cursor);
        if (bytes.length > SEAL_BYTES) {
            byte[] text = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
            byte[] expected = sealOf(text, list, caller);
            if (MessageDigest.isEqual(expected, Arrays.copyOf(bytes, SEAL_BYTES))) {
                return new String(text, UTF_8);
            }
        }
        throw new MessagingException(Reason.CURSOR_INVALID);
    }

    /**
     * Takes the one spelling that {@link #seal} writes: the decoder would also take other last characters, or padding.
     */
    private static byte[] decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(cursor);
            return canonical ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] sealOf(byte[] position, String list, UUID caller) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((list + '\n' + caller + '\n').getBytes(UTF_8));
            return Arrays.copyOf(mac.doFinal(position), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
