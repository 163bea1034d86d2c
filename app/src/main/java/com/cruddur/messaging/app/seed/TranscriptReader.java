package com.cruddur.messaging.app.seed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.app.seed.Transcript.Line;
import com.cruddur.messaging.app.seed.Transcript.Person;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Text;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Reads a {@link Transcript}, message by message. A broken line is an {@link IllegalArgumentException} with its number, and
 * without its text.
 */
final class TranscriptReader implements Closeable {
    private static final String FIRST = "Person 1: ";
    private static final String SECOND = "Person 2: ";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** Room for the longest message, what comes before it, and the end of the line. */
    private static final int LONGEST_LINE = 4 * MessageText.MAX_CODE_POINTS + 16;

    private final InputStream in;
    private long number;

    TranscriptReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next message; empty at the end. */
    Optional<Line> next() throws IOException {
        Optional<String> line = nextText();
        while (line.filter(Text::isBlank).isPresent()) {
            line = nextText();
        }
        return line.map(this::parse);
    }

    private Line parse(String line) {
        if (line.startsWith(FIRST)) {
            return new Line(Person.FIRST, text(line.substring(FIRST.length())));
        }
        if (line.startsWith(SECOND)) {
            return new Line(Person.SECOND, text(line.substring(SECOND.length())));
        }
        throw broken("begins with neither \"" + FIRST + "\" nor \"" + SECOND + "\"");
    }

    private MessageText text(String said) {
        try {
            return new MessageText(said);
        } catch (MessagingException e) {
            throw broken("is no message: " + e.reason().code());
        }
    }

    private Optional<String> nextText() throws IOException {
        number++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == LONGEST_LINE) {
                throw broken("is longer than a message may be");
            }
            bytes.write(next);
        }
        String line = decode(bytes.toByteArray());
        if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
            line = line.substring(1);
        }
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    private String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw broken("is not UTF-8");
        }
    }

    private IllegalArgumentException broken(String how) {
        return new IllegalArgumentException("line " + number + " " + how);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
