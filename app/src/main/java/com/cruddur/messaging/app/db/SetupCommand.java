package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.PoolOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.cognito.CognitoUser;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "setup",
        description =
                "Run schema-load, seed and update-cognito-user-ids, in this order. Read the pool first; if that fails,"
                        + " change nothing.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        List<CognitoUser> users = pool.users(terminal);
        database.use(it -> {
            SetupSteps steps = new SetupSteps(it, terminal, json);
            steps.loadSchema();
            steps.seed();
            steps.synchronise(users, false);
        });
    }
}
