package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Fills the service over HTTP, as its clients do, and knows what its clients go on to ask. */
final class Conversations {
    static final String TEXT =
            "The ferry leaves at nine, so meet me at the pier by half past eight; I have both tickets.";

    /** So that lists have a page of 20, and a next one. */
    static final int GROUPS = 24;

    static final int MESSAGES = 40;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpConnection connection;
    private final List<String> tokens = new ArrayList<>();

    private Conversations(HttpConnection connection) {
        this.connection = connection;
    }

    /**
     * The first user gets {@value #GROUPS} groups, one of them with {@value #MESSAGES} messages, and reads; the others post to
     * groups of their own.
     *
     * @return for each pattern, a request for each client
     */
    static Map<Pattern, List<byte[]>> fill(int port, int clients) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            Conversations conversations = new Conversations(connection);
            for (int i = 0; i < MessagingServer.USERS; i++) {
                conversations.tokens.add(conversations.token(i));
            }
            return conversations.requests(clients);
        }
    }

    private Map<Pattern, List<byte[]>> requests(int clients) throws IOException {
        String group = openGroup(1, 0);
        for (int i = 0; i < MESSAGES; i++) {
            connection.exchange(post(i % 2, group));
        }
        for (int i = 2; i <= GROUPS; i++) {
            openGroup(i, 0);
        }
        Map<Pattern, List<byte[]>> requests = new EnumMap<>(Pattern.class);
        for (Pattern pattern : Pattern.values()) {
            requests.put(pattern, new ArrayList<>());
        }
        for (int i = 1; i <= clients; i++) {
            Pattern.POST.of(requests).add(post(i, openGroup(i, i % clients + 1)));
            Pattern.MESSAGES.of(requests).add(get(0, Pattern.POST_PATH + "/" + group));
            Pattern.GROUPS.of(requests).add(get(0, Pattern.GROUPS_PATH));
        }
        return requests;
    }

    private String token(int user) throws IOException {
        String body = JSON.writeValueAsString(Map.of("handle", MessagingServer.handle(user)));
        byte[] request = withBody("POST /dev/token HTTP/1.1\r\nHost: 127.0.0.1\r\n", body);
        return json(request).path("access_token").asText();
    }

    private String openGroup(int sender, int receiver) throws IOException {
        String body = JSON.writeValueAsString(Map.of("message", TEXT, "handle", MessagingServer.handle(receiver)));
        return json(withBody(head(sender, "POST " + Pattern.POST_PATH), body))
                .path("message_group_uuid")
                .asText();
    }

    private byte[] post(int sender, String group) throws IOException {
        String body = JSON.writeValueAsString(Map.of("message", TEXT, "message_group_uuid", group));
        return withBody(head(sender, "POST " + Pattern.POST_PATH), body);
    }

    private byte[] get(int reader, String path) {
        return (head(reader, "GET " + path) + "\r\n").getBytes(US_ASCII);
    }

    private String head(int user, String methodAndPath) {
        return methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer "
                + tokens.get(user) + "\r\n";
    }

    private static byte[] withBody(String head, String body) {
        String rest = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return (head + rest).getBytes(US_ASCII);
    }

    private JsonNode json(byte[] request) throws IOException {
        return JSON.readTree(connection.exchange(request).body());
    }
}
