package com.cruddur.messaging.app;

import com.cruddur.messaging.app.dev.Conversation;
import com.cruddur.messaging.app.dev.LocalIssuer;
import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.dev.SeedConversation;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.MessagesTable;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.cruddur.messaging.postgres.UsersSchema;
import com.zaxxer.hikari.HikariDataSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The directory and the store that the use cases stand on, ready for use.
 *
 * @param cursorKey seals the cursors of these stores
 * @param issuerKey the local issuer's, where these stores are for local work
 */
record Stores(Users users, MessageStore store, String cursorKey, Optional<CompletableFuture<String>> issuerKey) {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    private static final int CURSOR_KEY_BYTES = 32;
    /** As often as AWS Lambda reads a shard. */
    private static final Duration STREAM_POLL = Duration.ofMillis(250);

    /** In memory, with the seed. */
    static Stores inMemory(ServeOptions options, Clock clock) {
        // Making a key takes longer than all the rest.
        CompletableFuture<String> issuerKey = CompletableFuture.supplyAsync(LocalIssuer::newKey);
        InMemoryUsers users = new InMemoryUsers();
        LocalUsers.accounts().forEach(it -> users.put(it.user(), it.subject()));
        InMemoryStore store = new InMemoryStore();
        seed(users, store, clock);
        return new Stores(users, store, options.cursorKey().orElseGet(Stores::newCursorKey), Optional.of(issuerKey));
    }

    /** In parts that this process runs, over the data of earlier runs, or the seed. */
    static Stores embedded(ServeOptions options, EmbeddedParts parts, Clock clock, Stopping stopping) {
        DataDirectory data = DataDirectory.take(options.dataDirectory(), stopping);
        String cursorKey = options.cursorKey().orElseGet(() -> data.secret("cursor-key", Stores::newCursorKey));
        String issuerKey = data.secret("local-issuer.jwk", LocalIssuer::newKey);
        EmbeddedParts.Running running =
                parts.start(new EmbeddedParts.Settings(data, options.dynamoDbPort(), options.postgresPort()), stopping);
        HikariDataSource database = database(running.connectionUrl(), stopping);
        PreparedUsers users = PreparedUsers.withSeed(database);
        createTable(running.dynamoDb(), options.table());
        DynamoDbStore store = store(running.dynamoDb(), options.table(), stopping);
        if (users.isPrepared(running.connectionUrl())) {
            seed(users, store, clock);
        }
        follow(running.streams(), options.table(), store, data, stopping);
        return new Stores(users, store, cursorKey, Optional.of(CompletableFuture.completedFuture(issuerKey)));
    }

    private static void createTable(DynamoDbClient client, String table) {
        try {
            List<String> unfit = new MessagesTable(client, table).create(false).unfit();
            if (!unfit.isEmpty()) {
                throw new CommandException(
                        "the table " + table + " cannot be used as it is: " + String.join("; and ", unfit));
            }
        } catch (StorageException e) {
            throw new CommandException("DynamoDB Local cannot be used: " + Causes.ofDynamoDb(e), e);
        }
    }

    /** Where the two have had other things to say in earlier runs, theirs stays. */
    private static void seed(Users users, MessageStore store, Clock clock) {
        List<User> people = SeedConversation.HANDLES.stream()
                .flatMap(it -> LocalUsers.seeded(users, it).stream())
                .toList();
        if (people.size() < SeedConversation.HANDLES.size()) {
            LOG.warn("one of the two of the seeded conversation is gone: it is not looked after");
            return;
        }
        SeedConversation.in(store, clock, UUID::randomUUID)
                .load(Conversation.seed(), SeedConversation.GROUP, people.get(0), people.get(1), stored -> {});
    }

    /** In a table and a database that are there. Nothing is created. */
    static Stores dynamoDb(ServeOptions options, Stopping stopping) {
        String cursorKey = options.cursorKey().orElseGet(() -> {
            LOG.warn(
                    "MESSAGING_CURSOR_KEY is not set: cursors end with this process, and no other instance takes them");
            return newCursorKey();
        });
        DynamoDbClient client = client(options, stopping);
        requireTable(client, options);
        HikariDataSource database = database(options.connectionUrl().orElseThrow(), stopping);
        DynamoDbStore store = store(client, options.table(), stopping);
        requireUsers(database, options.connectionUrl().orElseThrow());
        if (options.stream() == StreamSource.READER) {
            DynamoDbStreamsClient streams =
                    DynamoDb.streams(options.endpoint(), options.region()).build();
            stopping.add("the DynamoDB streams client", streams);
            DataDirectory data = DataDirectory.take(options.dataDirectory(), stopping);
            follow(streams, options.table(), store, data, stopping);
            LOG.info("this instance reads the table's whole stream, as each does that is not told --stream none");
        }
        return new Stores(new PostgresUsers(database), store, cursorKey, Optional.empty());
    }

    private static void follow(
            DynamoDbStreamsClient streams, String table, DynamoDbStore store, DataDirectory data, Stopping stopping) {
        Path checkpoint = data.checkpoint(table);
        try {
            stopping.add(
                    "the stream's reader",
                    StreamReader.start(streams, table, store.inboxes(), checkpoint, STREAM_POLL));
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "the file " + checkpoint + " cannot be read; without it the stream is read from its start", e);
        }
    }

    private static DynamoDbStore store(DynamoDbClient client, String table, Stopping stopping) {
        DynamoDbStore store = new DynamoDbStore(client, table);
        stopping.add("the work that follows posts", store);
        return store;
    }

    private static DynamoDbClient client(ServeOptions options, Stopping stopping) {
        try {
            DynamoDbClient client =
                    DynamoDb.client(options.endpoint(), options.region()).build();
            stopping.add("the DynamoDB client", client);
            return client;
        } catch (SdkClientException | IllegalArgumentException | NullPointerException e) {
            throw new CommandException(
                    "DynamoDB cannot be used: set AWS_REGION, and AWS_ENDPOINT_URL to an address such"
                            + " as http://localhost:8000 where it is not on AWS",
                    e);
        }
    }

    private static void requireTable(DynamoDbClient client, ServeOptions options) {
        String where = options.endpoint().map(it -> "DynamoDB at " + it).orElse("DynamoDB");
        try {
            if (!new MessagesTable(client, options.table()).exists()) {
                throw new CommandException(where + " has no table " + options.table()
                        + ": create it by ddb schema-load, or name another by --table (MESSAGING_TABLE)");
            }
        } catch (StorageException e) {
            throw new CommandException(where + " cannot be used: " + Causes.ofDynamoDb(e), e);
        }
    }

    private static HikariDataSource database(String url, Stopping stopping) {
        try {
            HikariDataSource database = ConnectionUrl.parse(url).open();
            stopping.add("the connections to PostgreSQL", database);
            return database;
        } catch (IllegalArgumentException e) {
            throw new CommandException("CONNECTION_URL cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireUsers(HikariDataSource database, String url) {
        try {
            new PostgresUsers(database).byHandle("");
            List<String> missing = new UsersSchema(database).missing();
            if (!missing.isEmpty()) {
                LOG.warn(
                        "the table public.users lacks the unique index {}: several users may get one handle or one subject,"
                                + " and then none of them is found; messaging db schema-load makes what is missing",
                        String.join(" and ", missing));
            }
        } catch (StorageException e) {
            throw new CommandException(ConnectionUrl.parse(url) + " cannot be used: " + Causes.ofPostgres(e), e);
        }
    }

    private static String newCursorKey() {
        byte[] key = new byte[CURSOR_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
