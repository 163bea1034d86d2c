package com.cruddur.messaging.app;

import java.nio.file.Path;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores that run within the service. They are handed to {@link Main#run} by a program that has them on its class path. */
public interface EmbeddedParts {
    /**
     * Starts what is not running yet, over the data that earlier runs left.
     *
     * @param stopping takes each part as soon as it runs, also when a later one fails to start
     * @throws CommandException when a part cannot start
     */
    Running start(Settings settings, Stopping stopping);

    /**
     * How the parts are to run.
     *
     * @param dataDirectory holds all data; it exists and nobody else uses it
     * @param dynamoDbPort where other programs are to find DynamoDB; empty for no port at all
     * @param postgresPort where other programs are to find PostgreSQL; empty for any free port
     */
    record Settings(Path dataDirectory, OptionalInt dynamoDbPort, OptionalInt postgresPort) {}

    /**
     * The parts, running.
     *
     * @param dynamoDb a client, which is closed with the parts
     * @param connectionUrl of a database to keep the users in
     */
    record Running(DynamoDbClient dynamoDb, String connectionUrl) {}
}
