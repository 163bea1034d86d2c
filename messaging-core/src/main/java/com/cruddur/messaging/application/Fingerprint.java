package com.cruddur.messaging.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.MessageText;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash of a request to post: of its target, as the caller wrote it, and of its text. Equal requests have equal hashes. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String target, MessageText text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] first = target.getBytes(UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(first.length).flip());
            digest.update(first);
            digest.update(text.value().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
