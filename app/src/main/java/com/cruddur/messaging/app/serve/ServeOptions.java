package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.PoolOptions;
import com.cruddur.messaging.app.terminal.SchemaOption;
import com.cruddur.messaging.app.terminal.TableNameOption;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The configuration of {@code serve}: flags over environment over defaults. */
final class ServeOptions {
    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "${env:MESSAGING_STORE}",
            description = "Store to use: ${COMPLETION-CANDIDATES} [MESSAGING_STORE].")
    private @Nullable StoreKind store;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:MESSAGING_HOST:-127.0.0.1}",
            description = "Address to listen on [MESSAGING_HOST; 127.0.0.1].")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:MESSAGING_PORT:-4567}",
            description = "Port to listen on, 0 for any free one [MESSAGING_PORT; 4567].")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:MESSAGING_DATA_DIR:-data}",
            description = "Directory for the files of the embedded store and the position of the stream reader"
                    + " [MESSAGING_DATA_DIR; ./data].")
    private Path dataDirectory;

    @Option(
            names = "--stream",
            paramLabel = "SOURCE",
            defaultValue = "${env:MESSAGING_STREAM:-reader}",
            description = "Reader of the dynamodb store's stream: this instance (reader), or something else, such"
                    + " as the AWS Lambda function (none) [MESSAGING_STREAM; reader].")
    private StreamSource stream;

    @Option(
            names = "--dynamodb-port",
            paramLabel = "PORT",
            defaultValue = "${env:MESSAGING_DYNAMODB_PORT}",
            description =
                    "Port of the embedded DynamoDB for other programs; it listens on all interfaces and answers any"
                            + " web origin [MESSAGING_DYNAMODB_PORT; none].")
    private @Nullable Integer dynamoDbPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "${env:MESSAGING_POSTGRES_PORT}",
            description = "Port of the embedded PostgreSQL [MESSAGING_POSTGRES_PORT; a free one].")
    private @Nullable Integer postgresPort;

    @Option(
            names = "--cursor-key",
            paramLabel = "SECRET",
            defaultValue = "${env:MESSAGING_CURSOR_KEY}",
            description =
                    "Secret that seals the cursors of lists: 16 bytes or more, the same on all instances. Prefer the"
                            + " variable, because other users can see a flag [MESSAGING_CURSOR_KEY].")
    private @Nullable String cursorKey;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL}",
            description = "Endpoint of DynamoDB, if not on AWS [AWS_ENDPOINT_URL].")
    private @Nullable URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION:-}}",
            description = "Region of the DynamoDB table [AWS_REGION, AWS_DEFAULT_REGION].")
    private @Nullable String region;

    @Mixin
    private TableNameOption table = new TableNameOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--events-url",
            paramLabel = "URL",
            defaultValue = "${env:MESSAGING_EVENTS_URL}",
            description =
                    "PostgreSQL that carries events between instances, where CONNECTION_URL leads to PgBouncer: a direct"
                            + " connection to the same database [MESSAGING_EVENTS_URL; CONNECTION_URL].")
    private @Nullable String eventsUrl;

    @Option(
            names = "--read-receipts",
            paramLabel = "SWITCH",
            defaultValue = "${env:MESSAGING_READ_RECEIPTS:-on}",
            description = "Whether members see how far the other one has read: ${COMPLETION-CANDIDATES}"
                    + " [MESSAGING_READ_RECEIPTS; on].")
    private Switch readReceipts;

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Option(
            names = "--cognito-client-id",
            paramLabel = "ID",
            defaultValue = "${env:AWS_COGNITO_USER_POOL_CLIENT_ID}",
            description = "App client of the access tokens [AWS_COGNITO_USER_POOL_CLIENT_ID].")
    private @Nullable String clientId;

    @Option(
            names = "--cognito-domain",
            paramLabel = "URL",
            defaultValue = "${env:AWS_COGNITO_USER_POOL_DOMAIN}",
            description = "The user pool's domain, where people sign in to the web client; without it a pool has no web"
                    + " client [AWS_COGNITO_USER_POOL_DOMAIN].")
    private @Nullable URI cognitoDomain;

    @Option(
            names = "--frontend-url",
            paramLabel = "ORIGIN",
            defaultValue = "${env:FRONTEND_URL}",
            converter = Origin.class,
            description = "Web origin whose pages may use this service [FRONTEND_URL].")
    private @Nullable String frontendUrl;

    @Option(
            names = "--backend-url",
            paramLabel = "ORIGIN",
            defaultValue = "${env:BACKEND_URL}",
            converter = Origin.class,
            description = "A second origin whose pages may use this service [BACKEND_URL].")
    private @Nullable String backendUrl;

    Optional<StoreKind> store() {
        return Optional.ofNullable(store);
    }

    /** Whether databases that the service runs itself hold the data. */
    boolean runsParts(StoreKind store) {
        return store == StoreKind.EMBEDDED
                || store == StoreKind.POSTGRES && connectionUrl().isEmpty();
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    StreamSource stream() {
        return stream;
    }

    OptionalInt dynamoDbPort() {
        return dynamoDbPort == null ? OptionalInt.empty() : OptionalInt.of(dynamoDbPort);
    }

    OptionalInt postgresPort() {
        return postgresPort == null ? OptionalInt.empty() : OptionalInt.of(postgresPort);
    }

    Optional<String> cursorKey() {
        return given(cursorKey);
    }

    Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint).filter(it -> !it.toString().isBlank());
    }

    Optional<String> region() {
        return given(region);
    }

    String table() {
        return table.name();
    }

    Optional<String> connectionUrl() {
        return database.connectionUrl();
    }

    String schema() {
        return schema.name();
    }

    /** Where the events of instances meet: a URL of its own, or that of the database. */
    Optional<String> eventsUrl() {
        return given(eventsUrl).or(this::connectionUrl);
    }

    boolean readReceipts() {
        return readReceipts == Switch.ON;
    }

    Optional<String> userPoolId() {
        return pool.poolId();
    }

    Optional<String> clientId() {
        return given(clientId);
    }

    Optional<URI> cognitoEndpoint() {
        return pool.endpoint();
    }

    Optional<URI> cognitoDomain() {
        return Optional.ofNullable(cognitoDomain).filter(it -> !it.toString().isBlank());
    }

    Set<String> origins() {
        Set<String> origins = new TreeSet<>();
        given(frontendUrl).ifPresent(origins::add);
        given(backendUrl).ifPresent(origins::add);
        return origins;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }
}
