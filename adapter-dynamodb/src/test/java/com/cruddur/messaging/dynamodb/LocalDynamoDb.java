package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** The real DynamoDB Local, in memory, behind HTTP: one server for the whole test run. */
@SuppressWarnings("exports") // Tests export nothing.
public final class LocalDynamoDb {
    /** How long a test waits for something at most. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /** It never shows a transaction half done, so a mark need not wait. */
    static final Consumer<Duration> SETTLED = time -> {};

    private static final int ATTEMPTS = 5;
    /** Many: a fault that is injected after an answer arrived keeps its connection from being given back. */
    private static final int CONNECTIONS = 2_000;

    static final String REGION = "eu-west-1";

    private static final LocalDynamoDBRequestHandler SERVER = inMemory();
    private static final URI ENDPOINT = start();

    private LocalDynamoDb() {}

    /** A client within the process; over HTTP in the {@code simulation} profile. */
    public static DynamoDbClient client() {
        return Volume.IS_FULL ? client(new ExecutionInterceptor[0]) : new InProcessClient(SERVER);
    }

    /**
     * A client over HTTP as the adapter recommends it, but for its times: a test ends alike however busy the machine is, and the client
     * does not wait before it tries again. Its calls pass through the interceptors.
     */
    public static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        DynamoDbClientBuilder builder = DynamoDb.client(ENDPOINT, REGION);
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(List.of(interceptors))
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .build())
                        .apiCallAttemptTimeout(PATIENCE)
                        .apiCallTimeout(PATIENCE)
                        .build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .socketTimeout(PATIENCE)
                        .connectionTimeout(PATIENCE)
                        .connectionAcquisitionTimeout(PATIENCE)
                        .maxConnections(CONNECTIONS))
                .build();
    }

    /** A client of the streams, whose calls pass through the interceptors. */
    public static DynamoDbStreamsClient streams(ExecutionInterceptor... interceptors) {
        DynamoDbStreamsClientBuilder builder = DynamoDb.streams(ENDPOINT, REGION);
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(List.of(interceptors))
                        .build())
                .build();
    }

    /**
     * The name of a new table that has no stream: at each write, DynamoDB Local searches all the streams that it ever had.
     */
    public static String newTable(boolean groupIndex) {
        return newTable(groupIndex, new WithoutStream());
    }

    /** The name of a new table as the adapter creates it. */
    public static String newTableWithStream() {
        return newTable(false, new ExecutionInterceptor[0]);
    }

    private static String newTable(boolean groupIndex, ExecutionInterceptor... interceptors) {
        String name = "messages-" + UUID.randomUUID();
        try (DynamoDbClient client = client(interceptors)) {
            new TableAdmin(client, name).create(groupIndex);
        }
        return name;
    }

    private static final class WithoutStream implements ExecutionInterceptor {
        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof CreateTableRequest create
                    ? create.toBuilder()
                            .streamSpecification((StreamSpecification) null)
                            .build()
                    : context.request();
        }
    }

    /** Creates the bare table: the tests tell the records of its stream from the writes. */
    static void createWithoutStream(DynamoDbClient client, String table) {
        client.createTable(it -> it.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType("S")
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("sk")
                                .attributeType("S")
                                .build())
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType("HASH")
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("sk")
                                .keyType("RANGE")
                                .build()));
    }

    private static URI start() {
        for (int attempt = 1; ; attempt++) {
            try {
                return start(freePort());
            } catch (Exception portTakenMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("DynamoDB Local does not start", portTakenMeanwhile);
                }
            }
        }
    }

    private static URI start(int port) throws Exception {
        DynamoDBProxyServer server = new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(SERVER, null));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return URI.create("http://127.0.0.1:" + port);
    }

    private static LocalDynamoDBRequestHandler inMemory() {
        boolean isInMemory = true;
        boolean isShared = true;
        boolean delaysStatuses = false;
        try {
            return new LocalDynamoDBRequestHandler(0, isInMemory, null, isShared, delaysStatuses);
        } catch (DynamoDBLocalServiceException e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    private static void stop(DynamoDBProxyServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
