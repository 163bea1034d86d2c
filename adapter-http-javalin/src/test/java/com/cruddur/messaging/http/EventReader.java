package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that reads its stream of events on a thread of its own. */
final class EventReader implements AutoCloseable {
    static final String READY = "event: ready\ndata: {}\n";
    static final String COMMENT = ":\n";
    static final String CLOSED = "(closed)";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> parts = new LinkedBlockingQueue<>();
    private final InputStream body;

    private EventReader(InputStream body) {
        this.body = body;
        Thread thread = new Thread(this::read, "event-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** A stream that has begun with {@code ready}. */
    static EventReader open(TestServer server, String token) throws Exception {
        EventReader reader = ask(server, token);
        assertThat(reader.next()).isEqualTo(READY);
        return reader;
    }

    static EventReader ask(TestServer server, String token) throws Exception {
        HttpResponse<InputStream> answer =
                CLIENT.send(server.request("/api/events", token).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    answer.statusCode() + new String(answer.body().readAllBytes(), UTF_8));
        }
        return new EventReader(answer.body());
    }

    static HttpResponse<InputStream> answer(HttpRequest request) throws Exception {
        return CLIENT.send(request, BodyHandlers.ofInputStream());
    }

    static CompletableFuture<HttpResponse<InputStream>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofInputStream());
    }

    /** The next event, without the comments before it; {@link #CLOSED} at the end. */
    String next() throws InterruptedException {
        String part = nextPart();
        while (part.equals(COMMENT)) {
            part = nextPart();
        }
        return part;
    }

    /** The next event or comment. */
    String nextPart() throws InterruptedException {
        String part = parts.poll(20, TimeUnit.SECONDS);
        assertThat(part).describedAs("the next event, within 20 s").isNotNull();
        return part;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            StringBuilder part = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    parts.add(part.toString());
                    part.setLength(0);
                } else {
                    part.append(line).append('\n');
                }
            }
            parts.add(CLOSED);
        } catch (IOException e) {
            parts.add(e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
