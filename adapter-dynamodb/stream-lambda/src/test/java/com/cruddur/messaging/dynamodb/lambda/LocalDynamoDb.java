package com.cruddur.messaging.dynamodb.lambda;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local, in memory, behind HTTP. A test closes the clients that it asks for. */
final class LocalDynamoDb implements AutoCloseable {
    private final URI endpoint;
    private final DynamoDBProxyServer server;

    LocalDynamoDb() throws Exception {
        int port = freePort();
        endpoint = URI.create("http://127.0.0.1:" + port);
        server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
        server.start();
    }

    URI endpoint() {
        return endpoint;
    }

    DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return configure(DynamoDbClient.builder(), interceptors).build();
    }

    DynamoDbStreamsClient streams(ExecutionInterceptor... interceptors) {
        return configure(DynamoDbStreamsClient.builder(), interceptors).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, ExecutionInterceptor... interceptors) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(it -> it.executionInterceptors(List.of(interceptors)))
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
