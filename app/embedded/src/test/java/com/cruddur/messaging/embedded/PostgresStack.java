package com.cruddur.messaging.embedded;

import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.UsersSchema;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** What {@code messaging.jar serve --store postgres} needs, run by the test: PostgreSQL with the seed users, and a user pool. */
final class PostgresStack implements AutoCloseable {
    private final Path directory;
    private final UserPoolStub pool;
    private LocalPostgres postgres;

    private PostgresStack(Path directory, UserPoolStub pool) {
        this.directory = directory;
        this.pool = pool;
        this.postgres = LocalPostgres.start(directory, PostgresPrograms.directory(), OptionalInt.empty());
    }

    static PostgresStack start(Path directory) throws Exception {
        PostgresStack stack = new PostgresStack(directory.resolve("postgres"), UserPoolStub.start());
        try (HikariDataSource database =
                ConnectionUrl.parse(stack.postgres.connectionUrl()).open()) {
            new UsersSchema(database).load();
            new Accounts(database)
                    .add(Accounts.seeds(UUID::randomUUID).stream()
                            .map(it -> it.withSubject("subject of " + it.user().handle()))
                            .toList());
        }
        return stack;
    }

    String token(String handle) {
        return pool.token("subject of " + handle);
    }

    String connectionUrl() {
        return postgres.connectionUrl();
    }

    /** Nothing of DynamoDB is in it, not even a region. */
    Map<String, String> environment() {
        return Map.of(
                "MESSAGING_STORE",
                "postgres",
                "MESSAGING_CURSOR_KEY",
                "a key of more than sixteen bytes",
                "CONNECTION_URL",
                connectionUrl(),
                "AWS_COGNITO_USER_POOL_ID",
                UserPoolStub.POOL_ID,
                "AWS_COGNITO_USER_POOL_CLIENT_ID",
                UserPoolStub.CLIENT_ID,
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                pool.endpoint());
    }

    void stopPostgres() throws IOException {
        postgres.close();
    }

    void startPostgresAgain() {
        postgres = LocalPostgres.start(directory, PostgresPrograms.directory(), OptionalInt.of(postgres.port()));
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
    }
}
