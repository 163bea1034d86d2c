package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryTokens;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A server on a free port of the loopback, over a store in memory in which Andrew and Bayko talk already. */
final class TestServer implements AutoCloseable {
    static final String ORIGIN = "https://app.example.com";
    static final String ANDREW = "token-of-andrew";
    static final String BAYKO = "token-of-bayko";
    static final String LONDO = "token-of-londo";
    static final String NOBODY = "token-of-nobody";

    final InMemoryStore store = new InMemoryStore();
    final User andrew = new User(UUID.randomUUID(), "Andrew Brown", "andrewbrown");
    final User bayko = new User(UUID.randomUUID(), "Andrew Bayko", "bayko");
    final User londo = new User(UUID.randomUUID(), "Londo Mollari", "londo");
    final Messaging messaging;
    final UUID group;

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    TestServer() {
        this(routes -> {}, Duration.ofSeconds(10));
    }

    TestServer(Consumer<RoutesConfig> moreRoutes, Duration bodyDeadline) {
        InMemoryUsers users = new InMemoryUsers();
        users.put(andrew, "sub-andrew");
        users.put(bayko, "sub-bayko");
        users.put(londo, "sub-londo");
        InMemoryTokens tokens = new InMemoryTokens();
        tokens.register(ANDREW, "sub-andrew");
        tokens.register(BAYKO, "sub-bayko");
        tokens.register(LONDO, "sub-londo");
        tokens.register(NOBODY, "sub-nobody");
        messaging = Messaging.builder(users, store).build();
        group = messaging
                .as("sub-andrew")
                .postTo("bayko", new MessageText("Hello, Bayko"))
                .message()
                .group();
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Set.of(ORIGIN), moreRoutes);
        server = HttpServer.start(messaging, tokens, settings, bodyDeadline);
    }

    int port() {
        return server.port();
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    HttpRequest.Builder request(String pathAndQuery, String token) {
        return HttpRequest.newBuilder(uri(pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String pathAndQuery, String token) throws Exception {
        return send(request(pathAndQuery, token).build());
    }

    HttpResponse<String> post(String token, String json, String... headers) throws Exception {
        HttpRequest.Builder request = request("/api/messages", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Everything that the three users can see, which is everything there is. */
    List<Object> contents() {
        List<Object> all = new ArrayList<>();
        for (String subject : List.of("sub-andrew", "sub-bayko", "sub-londo")) {
            PageRequest most = PageRequest.first(PageRequest.MAX_LIMIT);
            messaging.as(subject).messageGroups(most).items().forEach(entry -> {
                all.add(entry);
                all.addAll(store.messages()
                        .newestFirst(entry.group(), entry.other().uuid(), null, 1_000)
                        .orElseThrow()
                        .items());
            });
        }
        return all;
    }

    @Override
    public void close() {
        server.close();
    }
}
