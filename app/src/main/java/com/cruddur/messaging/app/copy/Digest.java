package com.cruddur.messaging.app.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.Message;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How many messages a group has, and a hash of them in their order.
 *
 * @param sha256 of every field of every message
 */
record Digest(long messages, String sha256) {
    static Digest of(Stream<Message> messages) {
        MessageDigest digest = newDigest();
        long count = 0;
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            for (Iterator<Message> each = messages.iterator(); each.hasNext(); count++) {
                write(each.next(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Digest(count, HexFormat.of().formatHex(digest.digest()));
    }

    private static void write(Message message, DataOutputStream out) throws IOException {
        write(message.uuid(), out);
        write(message.sender().uuid(), out);
        write(message.sender().displayName(), out);
        write(message.sender().handle(), out);
        write(message.text(), out);
        out.writeLong(message.createdAt().getEpochSecond());
        out.writeInt(message.createdAt().getNano());
    }

    private static void write(UUID uuid, DataOutputStream out) throws IOException {
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
