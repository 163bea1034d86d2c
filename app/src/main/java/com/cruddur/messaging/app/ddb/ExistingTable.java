package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.CommandException;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.dynamodb.MessagesTable;
import com.cruddur.messaging.port.StorageException;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table that has to be there for a command to do anything. */
final class ExistingTable {
    private ExistingTable() {}

    /**
     * Does something with DynamoDB, where the table {@value MessagesTable#NAME} is.
     *
     * @throws CommandException when it is not there, cannot be used, or has an item in it that cannot be read
     */
    static <T> T with(TableOptions table, Function<DynamoDbClient, T> work) {
        return table.with(client -> {
            require(table, client, MessagesTable.NAME, "create it by ddb schema-load");
            try {
                return work.apply(client);
            } catch (StorageException e) {
                if (e.getCause() == null) {
                    throw new CommandException(table.where() + " answers, but " + e.getMessage(), e);
                }
                throw e;
            }
        });
    }

    static void require(TableOptions table, DynamoDbClient client, String name, String otherwise) {
        if (!new MessagesTable(client, name).exists()) {
            throw new CommandException(table.where() + " has no table " + Printable.of(name) + ": " + otherwise
                    + ", or is it another region or endpoint?");
        }
    }
}
