package com.cruddur.messaging.app.cognito;

import static java.util.Comparator.comparing;

import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.PoolOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.cognito.CognitoUser;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list-users",
        description = "List the users of the pool by handle, each with the sub of its tokens.",
        mixinStandardHelpOptions = true)
final class ListUsersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        List<CognitoUser> users = pool.users(terminal);
        try (Listing listing = new Listing(terminal, json, "handle", "sub", "name", "email")) {
            users.stream()
                    .sorted(comparing(it -> it.handle().orElse("")))
                    .forEach(it -> listing.row(
                            it.handle().orElse(""),
                            it.subject(),
                            it.displayName().orElse(""),
                            it.email().orElse("")));
        }
        terminal.say("Users: " + users.size());
    }
}
