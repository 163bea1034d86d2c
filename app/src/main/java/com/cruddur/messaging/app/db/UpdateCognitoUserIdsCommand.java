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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "update-cognito-user-ids",
        description =
                "Set the sub of each user to that of the pool's user with the same handle (preferred_username), and list the"
                        + " outcome for each; all in one transaction. A sub is taken from any other user that has it.",
        mixinStandardHelpOptions = true)
final class UpdateCognitoUserIdsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--dry-run", description = "List the outcomes, and change nothing.")
    private boolean dryRun;

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        List<CognitoUser> users = pool.users(terminal);
        database.use(it -> new SetupSteps(it, terminal, json).synchronise(users, dryRun));
    }
}
