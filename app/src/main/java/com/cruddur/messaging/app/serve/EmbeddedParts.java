package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.CommandException;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The databases that run inside the service. A program that has them on its class path hands them to {@code Main.run}. */
public interface EmbeddedParts {
    /**
     * Starts the databases, over the data that earlier runs left.
     *
     * @param lifecycle takes each part as soon as it runs, also when a later one fails to start
     * @throws CommandException when a part cannot start
     */
    Running start(Settings settings, Lifecycle lifecycle);

    /**
     * Starts PostgreSQL alone, over the data that earlier runs left.
     *
     * @param lifecycle takes it as soon as it runs
     * @return the connection URL of a database for users and messages
     * @throws CommandException when it cannot start
     */
    String startPostgres(Settings settings, Lifecycle lifecycle);

    /**
     * How the parts are to run.
     *
     * @param data holds all data
     * @param dynamoDbPort where other programs are to find DynamoDB; empty for no port at all
     * @param postgresPort where other programs are to find PostgreSQL; empty for any free port
     */
    record Settings(DataDirectory data, OptionalInt dynamoDbPort, OptionalInt postgresPort) {}

    /**
     * The parts, running.
     *
     * @param dynamoDb a client, which is closed with the parts
     * @param streams likewise, of its streams
     * @param connectionUrl of a database to keep the users in
     */
    record Running(DynamoDbClient dynamoDb, DynamoDbStreamsClient streams, String connectionUrl) {}
}
