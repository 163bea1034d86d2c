package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.DynamoDbOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "list-tables", description = "List the tables.", mixinStandardHelpOptions = true)
final class ListTablesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DynamoDbOptions dynamoDb = new DynamoDbOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        List<String> names = dynamoDb.with(
                client -> client.listTablesPaginator().tableNames().stream().toList());
        Terminal terminal = Terminal.of(spec);
        if (names.isEmpty()) {
            terminal.say(dynamoDb.where() + " has no tables.");
        }
        try (Listing listing = new Listing(terminal, json, "table")) {
            names.forEach(listing::row);
        }
    }
}
