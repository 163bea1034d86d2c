package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.CachedUsers;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.cruddur.messaging.postgres.store.MessagesSchema;
import com.cruddur.messaging.postgres.store.PostgresStore;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Wires a service to one PostgreSQL database, which holds the users and the messages. It makes the schema of the messages. */
final class PostgresWiring {
    private PostgresWiring() {}

    /**
     * Uses a database that is there, and has the users.
     *
     * @throws CommandException when the database or its schema cannot be used
     */
    static Wiring connect(ServeOptions options, Lifecycle lifecycle) {
        String cursorKey = Wiring.sharedCursorKey(options);
        ConnectionUrl url = Database.url(options.connectionUrl().orElseThrow());
        loadSchema(url, options.schema());
        HikariDataSource database = Database.open(url, lifecycle);
        Database.requireUsers(database, url);
        PostgresStore store = store(database, options, lifecycle);
        return new Wiring(
                new CachedUsers(new PostgresUsers(database)),
                store,
                cursorKey,
                Database.events(options, lifecycle),
                messaging -> {},
                Optional.empty());
    }

    /**
     * Uses a database that runs inside the service, over the data of earlier runs, or the seed.
     *
     * @throws CommandException when the data directory or the database cannot be used
     */
    static Wiring start(ServeOptions options, EmbeddedParts parts, Clock clock, Lifecycle lifecycle) {
        EmbeddedSecrets secrets = EmbeddedSecrets.of(options, lifecycle);
        String connectionUrl = parts.startPostgres(secrets.settings(options), lifecycle);
        ConnectionUrl url = Database.url(connectionUrl);
        loadSchema(url, options.schema());
        HikariDataSource database = Database.open(url, lifecycle);
        PreparedUsers users = PreparedUsers.withSeed(database);
        PostgresStore store = store(database, options, lifecycle);
        if (users.isPrepared(connectionUrl)) {
            SeededStore.load(users, SeedLoader.in(store, clock, UUID::randomUUID));
        }
        return secrets.wiring(users, store, messaging -> {});
    }

    /** Without the pool, which would wait for a database that is not there. */
    private static void loadSchema(ConnectionUrl url, String schema) {
        try {
            new MessagesSchema(url.unpooled(), schema).load();
        } catch (StorageException e) {
            throw new CommandException(url + " cannot be used: " + StoreErrors.ofMessagesSchema(e, schema), e);
        }
    }

    private static PostgresStore store(HikariDataSource database, ServeOptions options, Lifecycle lifecycle) {
        PostgresStore store = new PostgresStore(database, options.schema());
        lifecycle.add("the message store", store);
        return store;
    }
}
