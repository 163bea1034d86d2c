package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One user's device. It listens to the events of an instance, reads again what they name, and takes another instance when that one is
 * gone. So its rows are as exact as events make them.
 */
final class Device implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String token;
    private final Supplier<String> url;
    private final Map<String, String> rows = new ConcurrentHashMap<>();
    private final Thread listener;
    private volatile boolean ready;
    private volatile boolean closed;

    /** @param url the instance to use; asked again at each connection */
    Device(String token, Supplier<String> url) {
        this.token = token;
        this.url = url;
        this.listener = new Thread(this::listen, "device");
        listener.setDaemon(true);
        listener.start();
    }

    boolean isReady() {
        return ready;
    }

    /** Each group's row, as this device knows it. */
    Map<String, String> rows() {
        return new TreeMap<>(rows);
    }

    private void listen() {
        while (!closed) {
            try {
                HttpResponse<InputStream> stream =
                        CLIENT.send(request(url.get(), "/api/events").build(), BodyHandlers.ofInputStream());
                if (stream.statusCode() == 200) {
                    readStream(new BufferedReader(new InputStreamReader(stream.body(), UTF_8)));
                }
            } catch (IOException instanceIsGone) {
                ready = false;
            } catch (InterruptedException e) {
                return;
            }
            pause();
        }
    }

    private void readStream(BufferedReader stream) throws IOException, InterruptedException {
        String event = "";
        for (String line = stream.readLine(); line != null && !closed; line = stream.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && (event.equals("message") || event.equals("read"))) {
                readGroup(Json.parse(line.substring("data: ".length()))
                        .get("message_group_uuid")
                        .asText());
            } else if (line.isEmpty() && event.equals("ready")) {
                readList();
                event = "";
            }
        }
    }

    private void readList() throws IOException, InterruptedException {
        Json.parse(get("/api/message_groups?limit=100"))
                .forEach(it -> rows.put(it.get("uuid").asText(), row(it)));
        ready = true;
    }

    private void readGroup(String group) throws IOException, InterruptedException {
        rows.put(group, row(Json.parse(get("/api/message_groups/" + group))));
    }

    /** The parts of a row that events tell of. */
    static String row(JsonNode row) {
        return row.get("message").asText() + " of " + row.get("sender_uuid").asText() + ", "
                + row.get("unread").asLong() + " unread after "
                + row.get("read_up_to").asText();
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CLIENT.send(request(url.get(), path).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Repeats a post, with a key, until it is acknowledged by the one instance or the other. */
    JsonNode post(String body, String key) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer =
                        ServiceProcess.post(url.get(), token, body, Map.of("Idempotency-Key", key));
                if (answer.statusCode() == 200) {
                    return Json.parse(answer.body());
                }
            } catch (IOException instanceIsGone) {
                // The other instance is asked next.
            }
            pause();
        }
    }

    /** Repeats a mark until it is acknowledged. */
    void markRead(String group, String upTo) throws InterruptedException {
        while (true) {
            try {
                HttpRequest request = request(url.get(), "/api/message_groups/" + group + "/read")
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"up_to\":\"" + upTo + "\"}"))
                        .build();
                if (CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 204) {
                    return;
                }
            } catch (IOException instanceIsGone) {
                // The other instance is asked next.
            }
            pause();
        }
    }

    private HttpRequest.Builder request(String base, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
    }
}
