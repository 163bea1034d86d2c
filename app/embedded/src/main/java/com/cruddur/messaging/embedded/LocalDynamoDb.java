package com.cruddur.messaging.embedded;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.dynamodb.DynamoDb;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local in this process, over one file: without a port, or behind its own HTTP server, through which the service
 * then goes too, so that all see one and the same data.
 *
 * @param client ours
 * @param streams ours too
 * @param server DynamoDB Local itself
 */
record LocalDynamoDb(DynamoDbClient client, DynamoDbStreamsClient streams, AutoCloseable server) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDynamoDb.class);

    /** The name that DynamoDB Local's HTTP server gives the file that all credentials and regions share. */
    static final String FILE = "shared-local-instance.db";

    /** @throws CommandException when the directory cannot be written, or the port cannot be listened on */
    static LocalDynamoDb start(Path directory, OptionalInt port) {
        try {
            Files.createDirectories(directory);
            return port.isPresent() ? served(directory, port.getAsInt()) : inProcess(directory);
        } catch (IOException e) {
            throw new CommandException("DynamoDB Local cannot keep its data in " + directory, e);
        }
    }

    private static LocalDynamoDb inProcess(Path directory) {
        boolean withoutTelemetry = true;
        AmazonDynamoDBLocal local =
                DynamoDBEmbedded.create(directory.resolve(FILE).toFile(), withoutTelemetry);
        return new LocalDynamoDb(local.dynamoDbClient(), local.dynamoDbStreamsClient(), local::shutdown);
    }

    /** Telemetry is off unless it is configured, which only DynamoDB Local's own main class does. */
    private static LocalDynamoDb served(Path directory, int port) {
        requireFree(port);
        try {
            LocalDynamoDBRequestHandler requests =
                    new LocalDynamoDBRequestHandler(0, false, directory.toString(), true, false);
            DynamoDBProxyServer server = new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(requests, null));
            server.start();
            LOG.warn("DynamoDB Local listens on port {} of all interfaces, and answers any web origin", port);
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            awaitFirstAnswer(endpoint);
            DynamoDbClient client = DynamoDb.client(endpoint, null).build();
            DynamoDbStreamsClient streams = DynamoDb.streams(endpoint, null).build();
            return new LocalDynamoDb(client, streams, server::stop);
        } catch (DynamoDBLocalServiceException e) {
            throw new CommandException("DynamoDB Local cannot keep its data in " + directory, e);
        } catch (Exception e) {
            throw new CommandException("DynamoDB Local does not start on port " + port, e);
        }
    }

    /** It takes seconds on a busy machine, longer than the service waits for an answer. */
    private static void awaitFirstAnswer(URI endpoint) {
        try (DynamoDbClient patient = DynamoDb.patientClient(endpoint, null).build()) {
            patient.listTables();
        }
    }

    /** Its server prints that a port is taken, and goes on as if it had started. */
    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    "cannot listen on port " + port + ": take another with --dynamodb-port"
                            + " (MESSAGING_DYNAMODB_PORT)",
                    e);
        }
    }

    void stop() throws Exception {
        streams.close();
        client.close();
        server.close();
    }
}
