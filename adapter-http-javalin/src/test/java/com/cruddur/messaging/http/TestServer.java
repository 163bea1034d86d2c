package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryTokens;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    final InMemoryUsers users = new InMemoryUsers();
    final LocalEvents events = new LocalEvents();
    /** How long each token is valid that has an end. */
    final Map<String, Instant> ends = new ConcurrentHashMap<>();

    final Set<String> removed = ConcurrentHashMap.newKeySet();
    final AtomicInteger lookUps = new AtomicInteger();
    volatile boolean usersFail;
    volatile Hook beforeSubscription = () -> {};
    volatile Hook afterSubscription = () -> {};
    final Messaging messaging;
    final UUID group;

    private final InMemoryTokens tokens = new InMemoryTokens();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    TestServer() {
        this(Timings.USUAL);
    }

    TestServer(Timings timings) {
        this(routes -> {}, timings);
    }

    TestServer(Consumer<RoutesConfig> moreRoutes, Duration bodyDeadline) {
        this(moreRoutes, Timings.USUAL.withBody(bodyDeadline));
    }

    private TestServer(Consumer<RoutesConfig> moreRoutes, Timings timings) {
        users.put(andrew, "sub-andrew");
        users.put(bayko, "sub-bayko");
        users.put(londo, "sub-londo");
        tokens.register(ANDREW, "sub-andrew");
        tokens.register(BAYKO, "sub-bayko");
        tokens.register(LONDO, "sub-londo");
        tokens.register(NOBODY, "sub-nobody");
        messaging = Messaging.builder(new RemovableUsers(), store)
                .events(new HookedEvents())
                .build();
        group = messaging
                .as("sub-andrew")
                .postTo("bayko", new MessageText("Hello, Bayko"))
                .message()
                .group();
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Set.of(ORIGIN), moreRoutes);
        server = HttpServer.start(messaging, new EndingTokens(), settings, timings);
    }

    void addUser(String handle, String token) {
        users.put(new User(UUID.nameUUIDFromBytes(handle.getBytes(UTF_8)), handle, handle), "sub-" + handle);
        tokens.register(token, "sub-" + handle);
    }

    /** The users without those that a test has removed, or none while their store is out of reach. */
    private final class RemovableUsers implements Users {
        @Override
        public Optional<User> bySubject(String subject) {
            lookUps.incrementAndGet();
            if (usersFail) {
                throw new StorageException("the users cannot be read", null);
            }
            return users.bySubject(subject).filter(it -> !removed.contains(subject));
        }

        @Override
        public Optional<User> byHandle(String handle) {
            return users.byHandle(handle);
        }

        @Override
        public Optional<User> byUuid(UUID uuid) {
            return users.byUuid(uuid);
        }
    }

    /** Runs beside each subscription. */
    interface Hook {
        void run() throws InterruptedException;
    }

    /** The events, with what a test does around each subscription. */
    private final class HookedEvents implements Events {
        @Override
        public void publish(Collection<UUID> to, Event event) {
            events.publish(to, event);
        }

        @Override
        public Subscription subscribe(UUID user, Consumer<Event> subscriber) {
            try {
                beforeSubscription.run();
                Subscription subscription = events.subscribe(user, subscriber);
                afterSubscription.run();
                return subscription;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            events.close();
        }
    }

    /** The registered tokens, with their ends. */
    private final class EndingTokens implements TokenVerifier {
        @Override
        public String subjectOf(String token) {
            return tokens.subjectOf(token);
        }

        @Override
        public CompletableFuture<VerifiedToken> verify(String token) {
            return tokens.verify(token).thenApply(it -> new VerifiedToken(it.subject(), ends.get(token)));
        }
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
