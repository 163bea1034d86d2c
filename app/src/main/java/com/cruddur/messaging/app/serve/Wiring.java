package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user directory and the message store of a service, ready for use.
 *
 * @param cursorKey seals the cursors of the lists
 * @param events carries events to the users of this instance, and of the others if there are any
 * @param whenServing starts the parts that need the use cases, such as a reader of a table's stream
 * @param issuerKey the signing key of the local issuer; empty where a user pool issues the tokens
 */
record Wiring(
        Users users,
        MessageStore store,
        String cursorKey,
        Events events,
        Consumer<Messaging> whenServing,
        Optional<CompletableFuture<String>> issuerKey) {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final int CURSOR_KEY_BYTES = 32;

    /** In memory, with the seed. */
    static Wiring inMemory(ServeOptions options, Clock clock) {
        // It takes longer to make a key than to do all the rest.
        CompletableFuture<String> issuerKey = CompletableFuture.supplyAsync(LocalIssuer::newKey);
        InMemoryUsers users = new InMemoryUsers();
        LocalUsers.accounts().forEach(it -> users.put(it.user(), it.subject()));
        InMemoryStore store = new InMemoryStore();
        SeededStore.load(users, SeedLoader.in(store, clock, UUID::randomUUID));
        return new Wiring(
                users,
                store,
                options.cursorKey().orElseGet(Wiring::newCursorKey),
                new LocalEvents(),
                messaging -> {},
                Optional.of(issuerKey));
    }

    /** The key that all instances of a service share, or, with a warning, one of this process. */
    static String sharedCursorKey(ServeOptions options) {
        return options.cursorKey().orElseGet(() -> {
            LOG.warn("MESSAGING_CURSOR_KEY is not set: cursors are valid in this process only");
            return newCursorKey();
        });
    }

    static String newCursorKey() {
        byte[] key = new byte[CURSOR_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
