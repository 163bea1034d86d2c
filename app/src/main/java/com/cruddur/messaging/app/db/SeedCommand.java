package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "seed",
        description = "Add the four seed users, without reading the user pool. Existing users stay as they are.",
        mixinStandardHelpOptions = true)
final class SeedCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public void run() {
        database.use(it -> new SetupSteps(it, Terminal.of(spec), new JsonOption()).seed());
    }
}
