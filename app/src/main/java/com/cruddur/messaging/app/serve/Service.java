package com.cruddur.messaging.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.cognito.CognitoTokenVerifier;
import com.cruddur.messaging.http.DevRoutes;
import com.cruddur.messaging.http.HttpServer;
import com.cruddur.messaging.http.HttpSettings;
import com.cruddur.messaging.http.SignIn;
import com.cruddur.messaging.http.WebClient;
import com.cruddur.messaging.port.TokenVerifier;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: chooses the adapters, and hands each part what it needs. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final ServeOptions options;
    private final Clock clock;
    private final Lifecycle lifecycle;

    /** @param lifecycle takes every part that was started, also when a later one fails to */
    Service(ServeOptions options, Clock clock, Lifecycle lifecycle) {
        this.options = options;
        this.clock = clock;
        this.lifecycle = lifecycle;
    }

    /** @throws CommandException when a part cannot start */
    HttpServer start(StoreKind store, Optional<EmbeddedParts> parts) {
        Optional<TokenVerifier> pool = options.userPoolId().map(this::verifier);
        Wiring wiring = switch (store) {
            case MEMORY -> Wiring.inMemory(options, clock);
            case EMBEDDED -> EmbeddedWiring.start(options, parts.orElseThrow(), clock, lifecycle);
            case DYNAMODB -> DynamoDbWiring.connect(options, lifecycle);
            case POSTGRES ->
                options.runsParts(store)
                        ? PostgresWiring.start(options, parts.orElseThrow(), clock, lifecycle)
                        : PostgresWiring.connect(options, lifecycle);
        };
        if (options.runsParts(store)) {
            LOG.info("starting the HTTP server on {}", url(options.host(), options.port()));
        }
        Messaging messaging = messaging(wiring);
        return pool.map(verifier -> listen(messaging, verifier, webClientOfPool()))
                .orElseGet(() -> listenWithLocalIssuer(messaging, wiring));
    }

    private Messaging messaging(Wiring wiring) {
        try {
            Messaging messaging = Messaging.builder(wiring.users(), wiring.store())
                    .cursorKey(wiring.cursorKey().strip().getBytes(UTF_8))
                    .clock(clock)
                    .events(wiring.events())
                    .readReceipts(options.readReceipts())
                    .build();
            lifecycle.add("the announcements of messages", messaging);
            wiring.whenServing().accept(messaging);
            return messaging;
        } catch (IllegalArgumentException e) {
            throw new CommandException("MESSAGING_CURSOR_KEY cannot be used: " + e.getMessage(), e);
        }
    }

    private HttpServer listenWithLocalIssuer(Messaging messaging, Wiring wiring) {
        LocalIssuer issuer = new LocalIssuer(wiring.issuerKey().orElseThrow(), clock, UUID::randomUUID);
        TokenVerifier verifier =
                CognitoTokenVerifier.ofIssuerInProcess(LocalIssuer.NAME, LocalIssuer.CLIENT_ID, issuer.keySet(), clock);
        List<String> handles = LocalUsers.handles(wiring.users());
        Consumer<RoutesConfig> webClient = new WebClient(new SignIn.Dev(handles));
        HttpServer server = listen(messaging, verifier, webClient.andThen(devRoutes(issuer, messaging)));
        if (!isLoopback(options.host())) {
            LOG.warn(
                    "{} is not a loopback address: anyone who reaches it gets a token for any user from the local issuer",
                    options.host());
        }
        return server;
    }

    private Consumer<RoutesConfig> devRoutes(LocalIssuer issuer, Messaging messaging) {
        try {
            return new DevRoutes(
                    options.origins(),
                    () -> issuer.keySet().join(),
                    handle -> new DevRoutes.Token(issuer.token(messaging.user(handle)), LocalIssuer.VALIDITY));
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Nobody can sign in to a pool that has no domain. */
    private Consumer<RoutesConfig> webClientOfPool() {
        if (options.cognitoDomain().isEmpty()) {
            return routes -> {};
        }
        try {
            return new WebClient(new SignIn.Cognito(
                    options.cognitoDomain().get(), options.clientId().orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private HttpServer listen(Messaging messaging, TokenVerifier tokens, Consumer<RoutesConfig> moreRoutes) {
        try {
            HttpServer server = HttpServer.start(
                    messaging, tokens, new HttpSettings(options.host(), options.port(), options.origins(), moreRoutes));
            lifecycle.add("the HTTP server", server);
            return server;
        } catch (JavalinBindException e) {
            throw new CommandException(
                    "cannot listen on port " + options.port() + " of " + options.host()
                            + ": take another with --port (MESSAGING_PORT)",
                    e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private TokenVerifier verifier(String poolId) {
        String clientId = options.clientId().orElseThrow();
        try {
            if (options.cognitoEndpoint().isPresent()) {
                String issuer = options.cognitoEndpoint().get().toString().replaceFirst("/$", "") + "/" + poolId;
                return new CognitoTokenVerifier(issuer, clientId, URI.create(issuer + "/.well-known/jwks.json"), clock);
            }
            return CognitoTokenVerifier.ofPool(poolId, clientId, clock);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "the user pool " + poolId + " cannot be used: its id or endpoint is malformed", e);
        }
    }

    /** Where a server that listens on this host is found from this machine. */
    static String url(String host, int port) {
        String reachable = isAnyAddress(host) ? "127.0.0.1" : host;
        return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
    }

    private static boolean isAnyAddress(String host) {
        return address(host).map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    private static boolean isLoopback(String host) {
        return address(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
