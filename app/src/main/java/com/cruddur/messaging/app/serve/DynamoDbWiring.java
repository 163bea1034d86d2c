package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.postgres.CachedUsers;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.zaxxer.hikari.HikariDataSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Wires a service to an existing DynamoDB table and an existing PostgreSQL database. It creates neither. */
final class DynamoDbWiring {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbWiring.class);
    /** As often as AWS Lambda reads a shard. */
    private static final Duration STREAM_POLL = Duration.ofMillis(250);

    private DynamoDbWiring() {}

    /** @throws CommandException when the table or the database is missing or cannot be used */
    static Wiring connect(ServeOptions options, Lifecycle lifecycle) {
        String cursorKey = Wiring.sharedCursorKey(options);
        ConnectionUrl url = Database.url(options.connectionUrl().orElseThrow());
        DynamoDbClient client = client(options, lifecycle);
        requireTable(options);
        HikariDataSource database = Database.open(url, lifecycle);
        DynamoDbStore store = store(client, options.table(), lifecycle);
        Database.requireUsers(database, url);
        return new Wiring(
                new CachedUsers(new PostgresUsers(database)),
                store,
                cursorKey,
                Database.events(options, lifecycle),
                messaging -> {
                    if (options.stream() == StreamSource.READER) {
                        readStream(options, store, messaging, lifecycle);
                    }
                },
                Optional.empty());
    }

    private static void readStream(
            ServeOptions options, DynamoDbStore store, Messaging messaging, Lifecycle lifecycle) {
        DynamoDbStreamsClient streams = DynamoDb.streams(
                        options.endpoint().orElse(null), options.region().orElse(null))
                .build();
        lifecycle.add("the DynamoDB streams client", streams);
        DataDirectory data = DataDirectory.take(options.dataDirectory(), lifecycle);
        follow(streams, options.table(), store, messaging, data, lifecycle);
        LOG.info("this instance reads the whole stream of the table, as every instance does without --stream none");
    }

    static void follow(
            DynamoDbStreamsClient streams,
            String table,
            DynamoDbStore store,
            Messaging messaging,
            DataDirectory data,
            Lifecycle lifecycle) {
        Path checkpoint = data.checkpoint(table);
        try {
            lifecycle.add(
                    "the stream's reader",
                    StreamReader.start(
                            streams,
                            table,
                            groups -> store.catchUpAll(groups, messaging::rowsMoved),
                            checkpoint,
                            STREAM_POLL));
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "the file " + checkpoint + " cannot be read; without it the stream is read from its start", e);
        }
    }

    static DynamoDbStore store(DynamoDbClient client, String table, Lifecycle lifecycle) {
        DynamoDbStore store = new DynamoDbStore(client, table);
        lifecycle.add("the work that follows posts", store);
        return store;
    }

    private static DynamoDbClient client(ServeOptions options, Lifecycle lifecycle) {
        try {
            DynamoDbClient client = DynamoDb.client(
                            options.endpoint().orElse(null), options.region().orElse(null))
                    .build();
            lifecycle.add("the DynamoDB client", client);
            return client;
        } catch (SdkClientException | IllegalArgumentException | NullPointerException e) {
            throw new CommandException(
                    "DynamoDB cannot be used: set AWS_REGION, and AWS_ENDPOINT_URL to an address such"
                            + " as http://localhost:8000 where it is not on AWS",
                    e);
        }
    }

    /** Uses a client that waits longer than the service's own, because a local DynamoDB may still be starting. */
    private static void requireTable(ServeOptions options) {
        String where = options.endpoint().map(it -> "DynamoDB at " + it).orElse("DynamoDB");
        try (DynamoDbClient client = DynamoDb.patientClient(
                        options.endpoint().orElse(null), options.region().orElse(null))
                .build()) {
            TableDescription table =
                    client.describeTable(it -> it.tableName(options.table())).table();
            if (options.stream() == StreamSource.READER && !hasStream(table)) {
                throw new CommandException(
                        "the table " + options.table() + " of " + where + " has no stream, so inboxes"
                                + " would not follow after a crash: switch it on with ddb schema-load");
            }
        } catch (ResourceNotFoundException e) {
            throw new CommandException(
                    where + " has no table " + options.table()
                            + ": create it with ddb schema-load, or name another with --table (MESSAGING_TABLE)",
                    e);
        } catch (SdkException e) {
            throw new CommandException(where + " cannot be used: " + StoreErrors.ofDynamoDb(e), e);
        }
    }

    private static boolean hasStream(TableDescription table) {
        return table.streamSpecification() != null
                && table.streamSpecification().streamEnabled();
    }
}
