package com.cruddur.messaging.http.web;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.http.DevRoutes;
import com.cruddur.messaging.http.HttpServer;
import com.cruddur.messaging.http.HttpSettings;
import com.cruddur.messaging.http.SignIn;
import com.cruddur.messaging.http.WebClient;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The HTTP interface and the web client on a free port of the loopback, over stores in memory, for four demo users. */
final class WebServer implements AutoCloseable {
    static final List<String> HANDLES = List.of("andrewbrown", "bayko", "londo", "altbrown");

    final Messaging messaging;

    /** The paths that were asked for, in order. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Counts the streams of events. */
    final CountedEvents streams = new CountedEvents();

    private final InMemoryUsers users = new InMemoryUsers();
    private final Map<String, VerifiedToken> tokens = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Instant now;
    private volatile Duration validity = Duration.ofHours(1);
    private volatile boolean isClosedToAll;

    WebServer() {
        this(new SignIn.Dev(HANDLES));
    }

    WebServer(SignIn signIn) {
        messaging = Messaging.builder(users, new InMemoryStore())
                .clock(clock())
                .events(streams)
                .build();
        addUser("andrewbrown", "Andrew Brown");
        addUser("bayko", "Andrew Bayko");
        addUser("londo", "Londo Mollari");
        addUser("altbrown", "Alt Brown");
        Consumer<RoutesConfig> pages = new WebClient(signIn);
        Consumer<RoutesConfig> more = pages.andThen(new DevRoutes(Set.of(), () -> "{}", this::giveToken))
                .andThen(routes -> routes.before(ctx -> requests.add(ctx.path())));
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Set.of(), more);
        server = HttpServer.start(messaging, new Verifier(), settings);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    void addUser(String handle, String name) {
        users.put(new User(UUID.randomUUID(), name, handle), handle);
    }

    /** A token that is this user's from now on. */
    String token(String handle) {
        String token = UUID.randomUUID().toString();
        tokens.put(token, new VerifiedToken(handle, Instant.now().plus(validity)));
        return token;
    }

    /** From now on tokens are refused after so long, though they claim an hour. */
    void giveTokensFor(Duration newValidity) {
        validity = newValidity;
    }

    /** One of the two has read all that the other wrote. */
    void read(String reader, UUID group) {
        messaging
                .as(reader)
                .markRead(group, messaging.as(reader).messageGroup(group).row().lastMessageAt());
    }

    /** From now on no token of before is good, and whether there are new ones is told too. */
    void revokeTokens(boolean forGood) {
        isClosedToAll = forGood;
        tokens.clear();
    }

    UUID post(String from, String to, String text) {
        return messaging.as(from).postTo(to, new MessageText(text)).message().group();
    }

    /** How many messages this user has not read. */
    long unread(String reader) {
        return messaging.as(reader).unread().messages();
    }

    /** Gives a user another handle; the subject stays. */
    void rename(String handle, String newHandle) {
        User user = messaging.user(handle);
        users.put(new User(user.uuid(), user.displayName(), newHandle), handle);
    }

    /** Posts as if it were that long ago. */
    UUID postBefore(Duration ago, String from, String to, String text) {
        now = Instant.now().minus(ago);
        try {
            return post(from, to, text);
        } finally {
            now = null;
        }
    }

    /** So many messages between two people, a minute apart up to now: {@code message 1}, {@code message 2}, ... */
    UUID converse(String one, String other, int messages) {
        return IntStream.rangeClosed(1, messages)
                .mapToObj(i -> postBefore(
                        Duration.ofMinutes(messages - i),
                        i % 3 == 0 ? one : other,
                        i % 3 == 0 ? other : one,
                        "message " + i))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    /** A conversation of one with each of so many users, named user0, user1, ... */
    void postToEach(String one, int users) {
        for (int i = 0; i < users; i++) {
            addUser("user" + i, "User " + i);
            post(one, "user" + i, "hello");
        }
    }

    /** Everything in a group, oldest first. */
    List<String> texts(String reader, UUID group) {
        List<String> texts = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<Message> page;
        do {
            page = messaging.as(reader).messages(group, request);
            texts.addAll(0, page.items().stream().map(Message::text).toList());
            request = page.next().map(request::from).orElse(request);
        } while (page.next().isPresent());
        return texts;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Verifier implements TokenVerifier {
        @Override
        public String subjectOf(@Nullable String token) {
            return verified(token).subject();
        }

        @Override
        public CompletableFuture<VerifiedToken> verify(@Nullable String token) {
            return CompletableFuture.supplyAsync(() -> verified(token), Runnable::run);
        }

        private VerifiedToken verified(@Nullable String token) {
            return Optional.ofNullable(token)
                    .map(tokens::get)
                    .filter(it -> Instant.now().isBefore(it.validUntil()))
                    .orElseThrow(() -> new MessagingException(Reason.TOKEN_INVALID));
        }
    }

    private DevRoutes.Token giveToken(String handle) {
        if (isClosedToAll) {
            throw new MessagingException(Reason.TOKEN_INVALID);
        }
        return new DevRoutes.Token(token(messaging.user(handle).handle()), Duration.ofHours(1));
    }

    private Clock clock() {
        InstantSource source = () -> Optional.ofNullable(now).orElseGet(Instant::now);
        return source.withZone(ZoneOffset.UTC);
    }
}
