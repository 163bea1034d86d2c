package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

    Wiring wiring(Users users, MessageStore store) {
        return new Wiring(users, store, cursorKey, Optional.of(CompletableFuture.completedFuture(issuerKey)));
    }
}
