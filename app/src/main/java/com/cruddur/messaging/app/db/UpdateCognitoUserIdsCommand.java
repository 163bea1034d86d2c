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
                "Give every user the sub of the pool's user with its handle as preferred_username, and list what became of"
                        + " each; all in one transaction. A sub that was another user's is taken from that one.",
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

    @Option(names = "--dry-run", description = "List the same, and change nothing.")
    private boolean dryRun;

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        List<CognitoUser> users = pool.users(terminal);
        database.use(it -> new SetupSteps(it, terminal, json).synchronise(users, dryRun));
    }
}
