package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The secrets that a service with databases of its own keeps in its data directory beside them.
 *
 * @param cursorKey seals the cursors of the lists
 * @param issuerKey the signing key of the local issuer
 */
record EmbeddedSecrets(DataDirectory data, String cursorKey, String issuerKey) {
    /** Takes the data directory, and makes what it lacks. */
    static EmbeddedSecrets of(ServeOptions options, Lifecycle lifecycle) {
        DataDirectory data = DataDirectory.take(options.dataDirectory(), lifecycle);
        String cursorKey = options.cursorKey().orElseGet(() -> data.secret("cursor-key", Wiring::newCursorKey));
        return new EmbeddedSecrets(data, cursorKey, data.secret("local-issuer.jwk", LocalIssuer::newKey));
    }

    EmbeddedParts.Settings settings(ServeOptions options) {
        return new EmbeddedParts.Settings(data, options.dynamoDbPort(), options.postgresPort());
    }

    /** No other instance works on the embedded data, so events stay within the process. */
    Wiring wiring(Users users, MessageStore store, Consumer<Messaging> whenServing) {
        return new Wiring(
                users,
                store,
                cursorKey,
                new LocalEvents(),
                whenServing,
                Optional.of(CompletableFuture.completedFuture(issuerKey)));
    }
}
