package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.cognito.CognitoTokenVerifier;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.http.DevRoutes;
import com.cruddur.messaging.http.HttpServer;
import com.cruddur.messaging.http.HttpSettings;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.store.PostgresStore;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** The service on the memory store, composed as {@code serve --store memory} composes it, with more users; or on a PostgreSQL store. */
final class MessagingServer {
    static final int USERS = 66;
    private static final String HOST = "127.0.0.1";

    private MessagingServer() {}

    static String handle(int user) {
        return "user" + user;
    }

    /** @param args the URL of the PostgreSQL that holds the messages; without one, memory does */
    public static void main(String[] args) throws Exception {
        ServerProcess.serve(
                () -> start(args.length == 0 ? new InMemoryStore() : onPostgres(args[0]), new LocalEvents(), USERS));
    }

    static MessageStore onPostgres(String url) {
        return new PostgresStore(ConnectionUrl.parse(url).open());
    }

    /** Each user has the same uuid on every instance. */
    static int start(MessageStore store, Events events, int howManyUsers) throws ParseException {
        Clock clock = Clock.systemUTC();
        LocalIssuer issuer = new LocalIssuer(completedFuture(LocalIssuer.newKey()), clock, UUID::randomUUID);
        InMemoryUsers users = new InMemoryUsers();
        for (int i = 0; i < howManyUsers; i++) {
            User user = new User(UUID.nameUUIDFromBytes(handle(i).getBytes(US_ASCII)), "User Number " + i, handle(i));
            users.put(
                    user, SignedJWT.parse(issuer.token(user)).getJWTClaimsSet().getSubject());
        }
        Messaging messaging =
                Messaging.builder(users, store).events(events).clock(clock).build();
        TokenVerifier verifier =
                CognitoTokenVerifier.ofIssuerInProcess(LocalIssuer.NAME, LocalIssuer.CLIENT_ID, issuer.keySet(), clock);
        DevRoutes devRoutes = new DevRoutes(
                Set.of(),
                () -> issuer.keySet().join(),
                handle -> new DevRoutes.Token(issuer.token(messaging.user(handle)), LocalIssuer.VALIDITY));
        HttpServer server = HttpServer.start(
                messaging,
                verifier,
                new HttpSettings(
                        HOST,
                        0,
                        Set.of(),
                        devRoutes.andThen(
                                routes -> routes.get(Memory.PATH, ctx -> ctx.result(String.valueOf(Memory.inUse()))))));
        return server.port();
    }
}
