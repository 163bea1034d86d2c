package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.CommandException;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.MessagesTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "schema-load",
        description = "Create the table " + MessagesTable.NAME + ", with its stream and its time to live.",
        mixinStandardHelpOptions = true)
final class SchemaLoadCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--group-index",
            description =
                    "With the index that the reference's own Lambda reads; it costs 4 write units more a message.")
    private boolean groupIndex;

    @Override
    public void run() {
        boolean created = table.with(client -> new MessagesTable(client, MessagesTable.NAME).create(groupIndex));
        if (!created) {
            throw new CommandException(
                    table.where() + " has the table " + MessagesTable.NAME + " already; it was left as it is");
        }
        Terminal.of(spec).say("Created " + MessagesTable.NAME + " in " + table.where() + ".");
    }
}
