package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schema-load",
        description =
                "Create the table public.users, or bring it up to date with its users. If users share a handle or a"
                        + " cognito_user_id, list them and change nothing.",
        mixinStandardHelpOptions = true)
final class SchemaLoadCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        database.use(it -> new SetupSteps(it, Terminal.of(spec), json).loadSchema());
    }
}
