package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires a service to databases that run inside it, over the data of earlier runs, or the seed. */
final class EmbeddedWiring {
    private EmbeddedWiring() {}

    /** @throws CommandException when the data directory or a database cannot be used */
    static Wiring start(ServeOptions options, EmbeddedParts parts, Clock clock, Lifecycle lifecycle) {
        EmbeddedSecrets secrets = EmbeddedSecrets.of(options, lifecycle);
        EmbeddedParts.Running running = parts.start(secrets.settings(options), lifecycle);
        HikariDataSource database = Database.open(Database.url(running.connectionUrl()), lifecycle);
        PreparedUsers users = PreparedUsers.withSeed(database);
        createTable(running.dynamoDb(), options.table());
        DynamoDbStore store = DynamoDbWiring.store(running.dynamoDb(), options.table(), lifecycle);
        if (users.isPrepared(running.connectionUrl())) {
            SeededStore.load(users, new SeedLoader(store, store::appendAll, clock, UUID::randomUUID));
        }
        return secrets.wiring(
                users,
                store,
                messaging -> DynamoDbWiring.follow(
                        running.streams(), options.table(), store, messaging, secrets.data(), lifecycle));
    }

    private static void createTable(DynamoDbClient client, String table) {
        try {
            List<String> unfit = new TableAdmin(client, table).create(false).unfit();
            if (!unfit.isEmpty()) {
                throw new CommandException(
                        "the table " + table + " cannot be used as it is: " + String.join("; and ", unfit));
            }
        } catch (StorageException e) {
            throw new CommandException("DynamoDB Local cannot be used: " + StoreErrors.ofDynamoDb(e), e);
        }
    }
}
