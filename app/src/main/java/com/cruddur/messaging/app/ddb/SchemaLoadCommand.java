package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.admin.TableSetup;
import com.cruddur.messaging.dynamodb.admin.TableSetup.Part;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "schema-load",
        description = "Create the table with its stream and its time to live, or add what an existing table lacks.",
        mixinStandardHelpOptions = true)
final class SchemaLoadCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--group-index",
            description =
                    "Also create the index that the reference's own Lambda reads; it costs 4 more write units for each message.")
    private boolean groupIndex;

    @Override
    public void run() {
        TableSetup setup = table.with(client -> new TableAdmin(client, table.name()).create(groupIndex));
        Terminal.of(spec).say(said(setup));
        if (!setup.unfit().isEmpty()) {
            throw new CommandException(
                    "cannot complete the table " + table.name() + ": " + String.join("; and ", setup.unfit()));
        }
    }

    private String said(TableSetup setup) {
        if (setup.made().contains(Part.TABLE)) {
            return "Created " + table.name() + " in " + table.where() + ".";
        }
        String there = table.where() + " has the table " + table.name() + " already. ";
        if (setup.made().isEmpty()) {
            return there
                    + (setup.unfit().isEmpty()
                            ? "It has all that it needs; nothing was changed."
                            : "Nothing was changed.");
        }
        return there + "Switched on: "
                + setup.made().stream().sorted().map(SchemaLoadCommand::named).collect(Collectors.joining(", ")) + ".";
    }

    private static String named(Part part) {
        return switch (part) {
            case TABLE -> "the table";
            case STREAM -> "its stream";
            case TIME_TO_LIVE -> "the time to live of its idempotency records";
        };
    }
}
