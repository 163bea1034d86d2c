package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.CheckedTableName;
import com.cruddur.messaging.app.terminal.DynamoDbOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.app.terminal.YesOption;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "drop",
        description = "Delete a table with all its items; with --prod, ask first.",
        mixinStandardHelpOptions = true)
final class DropCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DynamoDbOptions dynamoDb = new DynamoDbOptions();

    @Mixin
    private YesOption yes = new YesOption();

    @Parameters(
            paramLabel = "TABLE",
            converter = CheckedTableName.class,
            description = "Name of the table, such as " + TableAdmin.NAME + ".")
    private String name;

    @Override
    public void run() {
        String dropped = dynamoDb.with(this::drop);
        Terminal.of(spec).say("Deleted " + dropped + ".");
    }

    private String drop(DynamoDbClient client) {
        dynamoDb.require(client, name, "ddb list-tables shows those that are there");
        String described = String.format(
                Locale.ROOT,
                "the table %s in %s with %s%,d items",
                name,
                dynamoDb.where(),
                dynamoDb.prod() ? "about " : "",
                new TableQueries(client, name).approximateCount());
        if (dynamoDb.prod()) {
            yes.confirm(Terminal.of(spec), "This deletes " + described + ", for ever.");
        }
        new TableAdmin(client, name).delete();
        return described;
    }
}
