package com.cruddur.messaging.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** The real DynamoDB Local, in memory, behind HTTP: one server for the whole test run. */
final class LocalDynamoDb {
    private static final int ATTEMPTS = 5;
    private static final URI ENDPOINT = start();

    private LocalDynamoDb() {}

    /** A client as the adapter recommends it, whose calls pass through the interceptors. */
    static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        DynamoDbClientBuilder builder = DynamoDb.client(Optional.of(ENDPOINT), Optional.of("eu-west-1"));
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(List.of(interceptors))
                        .build())
                .build();
    }

    /** The name of a new table. */
    static String newTable(boolean groupIndex) {
        String name = "messages-" + UUID.randomUUID();
        try (DynamoDbClient client = client()) {
            new MessagesTable(client, name).create(groupIndex);
        }
        return name;
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
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return URI.create("http://127.0.0.1:" + port);
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
