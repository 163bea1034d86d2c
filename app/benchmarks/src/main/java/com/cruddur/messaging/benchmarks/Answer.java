package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An HTTP answer as it came over the wire. */
record Answer(String head, byte[] body) {
    record Header(String name, String value) {}

    void writeTo(Path file) throws IOException {
        Files.write(file, (head + new String(body, ISO_8859_1)).getBytes(ISO_8859_1));
    }

    static Answer readFrom(Path file) throws IOException {
        String text = Files.readString(file, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        return new Answer(text.substring(0, end), text.substring(end).getBytes(ISO_8859_1));
    }

    boolean isOk() {
        return head.startsWith("HTTP/1.1 200 ");
    }

    String header(String name) {
        return headers().stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** The headers that the server itself does not write anyway. */
    List<Header> ownHeaders() {
        return headers().stream()
                .filter(it -> !List.of("date", "content-length", "content-type")
                        .contains(it.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Whether it says the same, in the same number of bytes: in another order perhaps, and at another time. */
    boolean isLike(Answer other) {
        return head.length() == other.head.length()
                && ownHeaders().size() == other.ownHeaders().size()
                && ownHeaders().containsAll(other.ownHeaders())
                && Arrays.equals(body, other.body);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (String line : head.strip().split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
            }
        }
        return headers;
    }
}
