package com.cruddur.messaging.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The streams of events that a test has opened. */
final class OpenStreams implements AutoCloseable {
    private final TestServer server;
    private final List<EventReader> readers = new ArrayList<>();

    OpenStreams(TestServer server) {
        this.server = server;
    }

    /** Opens one more, and reads its {@code ready}. */
    EventReader open(String token) throws Exception {
        EventReader reader = EventReader.open(server, token);
        readers.add(reader);
        return reader;
    }

    List<EventReader> readers() {
        return readers;
    }

    @Override
    public void close() throws IOException {
        for (EventReader reader : readers) {
            reader.close();
        }
    }
}
