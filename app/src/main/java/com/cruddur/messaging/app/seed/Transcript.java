package com.cruddur.messaging.app.seed;

import com.cruddur.messaging.domain.MessageText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A conversation of two people, as a text in UTF-8 with a message on each line: {@code Person 1: } or {@code Person 2: }, then the text.
 *
 * <p>Lines end with LF or CRLF. A byte order mark at the start and lines of white space alone mean nothing. A message's text is kept
 * as it stands, white space at its end too. There are no messages of several lines: any other line is broken, as is one whose
 * message {@link MessageText} refuses. The text is read line by line, however long it is.
 */
public final class Transcript {
    private final Source source;
    private final int size;

    /** Where the text is; each time it is opened, it is read from its start. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** The sender of a line. */
    public enum Person {
        FIRST,
        SECOND
    }

    /** One message, and its sender. */
    public record Line(Person by, MessageText text) {}

    private Transcript(Source source, int size) {
        this.source = source;
        this.size = size;
    }

    /**
     * A conversation of which every line has been read and found good.
     *
     * @throws IllegalArgumentException with the number of the first broken line, or when there is no message
     * @throws UncheckedIOException when the source cannot be read
     */
    public static Transcript of(Source source) {
        int size = 0;
        try (TranscriptReader lines = new TranscriptReader(source.open())) {
            while (lines.next().isPresent()) {
                size++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (size == 0) {
            throw new IllegalArgumentException("there is no message in it");
        }
        return new Transcript(source, size);
    }

    /** The one that a new store is seeded with. */
    public static Transcript seed() {
        return of(() -> Transcript.class.getResourceAsStream("transcript.txt"));
    }

    /** How many messages there are. */
    public int size() {
        return size;
    }

    /** Reads it again, from its start. */
    TranscriptReader read() throws IOException {
        return new TranscriptReader(source.open());
    }
}
