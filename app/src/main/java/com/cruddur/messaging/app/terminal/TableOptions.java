package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.port.StorageException;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The options that name a table and the DynamoDB that holds it. */
public final class TableOptions {
    @Mixin
    private TableNameOption table = new TableNameOption();

    @Mixin
    private DynamoDbOptions dynamoDb = new DynamoDbOptions();

    public String name() {
        return table.name();
    }

    /** For people: which DynamoDB this is. */
    public String where() {
        return dynamoDb.where();
    }

    /**
     * Does something with DynamoDB, whether or not the table is there.
     *
     * @throws CommandException when it cannot be used
     */
    public <T> T with(Function<DynamoDbClient, T> work) {
        return dynamoDb.with(work);
    }

    /**
     * Does something with the table.
     *
     * @throws CommandException when it is not there, cannot be used, or has an item in it that cannot be read
     */
    public <T> T withExisting(Function<DynamoDbClient, T> work) {
        return dynamoDb.with(client -> {
            dynamoDb.require(client, name(), "create it with ddb schema-load");
            try {
                return work.apply(client);
            } catch (StorageException e) {
                if (e.getCause() == null) {
                    throw new CommandException(where() + " answers, but " + e.getMessage(), e);
                }
                throw e;
            }
        });
    }
}
