package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.CommandException;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.app.terminal.YesOption;
import com.cruddur.messaging.dynamodb.MessagesTable;
import com.cruddur.messaging.dynamodb.TableContents;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "drop",
        description = "Delete a table with all its items; with --prod, after a question.",
        mixinStandardHelpOptions = true)
final class DropCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private YesOption yes = new YesOption();

    @Parameters(
            paramLabel = "TABLE",
            description = "Which table, such as " + MessagesTable.NAME + "; it may be any other.")
    private String name;

    @Override
    public void run() {
        if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw new CommandException("a table's name has 3 to 255 characters, which are letters, digits, _ - and .");
        }
        String dropped = table.with(this::drop);
        Terminal.of(spec).say("Deleted " + dropped + ".");
    }

    private String drop(DynamoDbClient client) {
        ExistingTable.require(table, client, name, "ddb list-tables shows those that are there");
        String described = String.format(
                Locale.ROOT,
                "the table %s in %s with %s%,d items",
                name,
                table.where(),
                table.prod() ? "about " : "",
                new TableContents(client, name).approximateCount());
        if (table.prod()) {
            yes.confirm(Terminal.of(spec), "This deletes " + described + ", for ever.");
        }
        new MessagesTable(client, name).delete();
        return described;
    }
}
