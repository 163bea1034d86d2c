package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Users who each have a stream. The first ones receive what the same number of users after them post.
 *
 * @param tokens of all users
 * @param posts a request of each sender
 */
record StreamUsers(List<String> tokens, List<byte[]> posts) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Gets the tokens, and opens the conversations. Each user is known to the server after that. */
    static StreamUsers of(int port, int users, int senders) throws IOException {
        List<String> tokens = tokens(port, users);
        List<byte[]> posts = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int i = 0; i < senders; i++) {
                String head = "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + tokens.get(senders + i) + "\r\n";
                byte[] first = withBody(
                        head,
                        JSON.writeValueAsString(
                                Map.of("message", Conversations.TEXT, "handle", MessagingServer.handle(i))));
                String group = JSON.readTree(connection.exchange(first).body())
                        .path("message_group_uuid")
                        .asText();
                posts.add(withBody(
                        head,
                        JSON.writeValueAsString(Map.of("message", Conversations.TEXT, "message_group_uuid", group))));
            }
        }
        return new StreamUsers(tokens, posts);
    }

    /** The requests for the streams, one of each user. */
    List<byte[]> streams() {
        return tokens.stream().map(StreamClients::request).toList();
    }

    /** Gets the tokens of the first users from an instance, which takes no others. */
    static List<String> tokens(int port, int users) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int i = 0; i < users; i++) {
                String handle = JSON.writeValueAsString(Map.of("handle", MessagingServer.handle(i)));
                byte[] answer = connection
                        .exchange(withBody("POST /dev/token HTTP/1.1\r\nHost: 127.0.0.1\r\n", handle))
                        .body();
                tokens.add(JSON.readTree(answer).path("access_token").asText());
                connection.exchange(get("/api/me", tokens.get(i)));
            }
        }
        return tokens;
    }

    /** The credentials of each sender and of the receiver. */
    List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < posts.size(); i++) {
            pairs.add("Bearer " + tokens.get(posts.size() + i) + "\tBearer " + tokens.get(i));
        }
        return pairs;
    }

    long memory(int port) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            byte[] answer = connection.exchange(get(Memory.PATH, tokens.get(0))).body();
            return Long.parseLong(new String(answer, US_ASCII));
        }
    }

    private static byte[] get(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    private static byte[] withBody(String head, String body) {
        return (head + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }
}
