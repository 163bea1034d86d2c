package com.cruddur.messaging.embedded;

import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.postgres.Account;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.UsersSchema;
import com.nimbusds.jose.JOSEException;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What {@code serve --store dynamodb} needs, run by the test: DynamoDB Local, PostgreSQL with the seed users, a user pool. */
final class LocalStack implements AutoCloseable {
    private final URI endpoint;
    private final LocalDynamoDb dynamoDb;
    private final String connectionUrl;
    private final UserPoolStub pool;

    private LocalStack(URI endpoint, LocalDynamoDb dynamoDb, String connectionUrl, UserPoolStub pool) {
        this.endpoint = endpoint;
        this.dynamoDb = dynamoDb;
        this.connectionUrl = connectionUrl;
        this.pool = pool;
    }

    static LocalStack start(Path directory) throws Exception {
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        LocalStack stack = new LocalStack(
                endpoint,
                LocalDynamoDb.start(directory.resolve("dynamodb"), OptionalInt.of(port)),
                TestDatabases.create(),
                UserPoolStub.start());
        try (DynamoDbClient client = DynamoDb.client(endpoint, null).build();
                HikariDataSource database =
                        ConnectionUrl.parse(stack.connectionUrl).open()) {
            new TableAdmin(client, TableAdmin.NAME).create(false);
            new UsersSchema(database).load();
            new Accounts(database)
                    .add(Accounts.seeds(UUID::randomUUID).stream()
                            .map(LocalStack::withSubject)
                            .toList());
        }
        return stack;
    }

    private static Account withSubject(Account account) {
        return account.withSubject(subject(account.user().handle()));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI endpoint() {
        return endpoint;
    }

    String connectionUrl() {
        return connectionUrl;
    }

    String token(String handle) {
        return pool.token(subject(handle));
    }

    /** Tokens of a user whom the service knows, none of them good, by what is wrong with them. */
    Map<String, String> badTokens(String handle) throws JOSEException {
        String subject = subject(handle);
        String good = pool.token(subject);
        return Map.of(
                "expired", pool.expired(subject),
                "of another client", pool.ofAnotherClient(subject),
                "signed by another key", pool.forged(subject),
                "cut short", good.substring(0, good.length() - 1));
    }

    private static String subject(String handle) {
        return "subject of " + handle;
    }

    Map<String, String> environment() {
        return Map.of(
                "MESSAGING_STORE",
                "dynamodb",
                "MESSAGING_CURSOR_KEY",
                "a key of more than sixteen bytes",
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "CONNECTION_URL",
                connectionUrl,
                "AWS_COGNITO_USER_POOL_ID",
                UserPoolStub.POOL_ID,
                "AWS_COGNITO_USER_POOL_CLIENT_ID",
                UserPoolStub.CLIENT_ID,
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                pool.endpoint());
    }

    void dropUsers() throws SQLException {
        try (HikariDataSource database = ConnectionUrl.parse(connectionUrl).open();
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table public.users");
        }
    }

    /** Replaces the table by an empty one. */
    void renewMessages() {
        dropMessages();
        new TableAdmin(dynamoDb.client(), TableAdmin.NAME).create(false);
    }

    /** Switches off the stream of the table. */
    void dropStream() {
        dynamoDb.client()
                .updateTable(
                        it -> it.tableName(TableAdmin.NAME).streamSpecification(stream -> stream.streamEnabled(false)));
    }

    void dropMessages() {
        new TableAdmin(dynamoDb.client(), TableAdmin.NAME).delete();
    }

    @Override
    public void close() throws IOException {
        pool.close();
        try {
            dynamoDb.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
