package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.PoolOptions;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.cognito.CognitoUser;
import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.Account;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add-user",
        description = "Add the pool's user with a handle to the directory, with the pool's name and e-mail address.",
        mixinStandardHelpOptions = true)
final class AddUserCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HANDLE", description = "The user's preferred_username, in any case.")
    private String handle;

    @Option(names = "--display-name", paramLabel = "NAME", description = "Name to use instead of the pool's.")
    private Optional<String> displayName;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address to use instead of the pool's.")
    private Optional<String> email;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        Account account = account(theOne(pool.users(terminal)));
        database.use(it -> register(new Accounts(it), account));
        try (Listing listing = new Listing(terminal, json, "uuid", "handle", "display name", "cognito user id")) {
            User user = account.user();
            listing.row(user.uuid(), user.handle(), user.displayName(), account.subject());
        }
    }

    private CognitoUser theOne(List<CognitoUser> users) {
        List<CognitoUser> found = users.stream()
                .filter(it -> it.handle().map(Text::folded).equals(Optional.of(Text.folded(handle))))
                .toList();
        if (found.size() > 1) {
            throw new CommandException("the pool has " + found.size() + " users with the preferred_username " + shown()
                    + ": give it to one of them only");
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new CommandException("the pool has no user with the preferred_username " + shown()
                        + "; list the users with messaging cognito list-users"));
    }

    private Account account(CognitoUser poolUser) {
        String name = displayName
                .or(poolUser::displayName)
                .orElseThrow(() -> new CommandException(
                        "the pool has no name for the user " + shown() + ": give one with --display-name"));
        String address = email.or(poolUser::email)
                .orElseThrow(() -> new CommandException(
                        "the pool has no e-mail address for the user " + shown() + ": give one with --email"));
        try {
            User user = new User(UUID.randomUUID(), name, poolUser.handle().orElseThrow());
            return new Account(user, address, poolUser.subject());
        } catch (IllegalArgumentException e) {
            throw new CommandException("the user " + shown() + " cannot be added: " + e.getMessage(), e);
        }
    }

    private void register(Accounts accounts, Account account) {
        try {
            accounts.register(account);
        } catch (RefusedException e) {
            throw new CommandException(
                    switch (e.refusal()) {
                        case HANDLE_TAKEN ->
                            "the directory has a user with the handle " + shown()
                                    + " already; set its sub with messaging db update-cognito-user-ids";
                        case SUBJECT_TAKEN ->
                            "the pool's user " + shown()
                                    + " is in the directory already, under another handle; change that with messaging db"
                                    + " rename";
                        case UUID_TAKEN, HANDLE_UNKNOWN -> "the user " + shown() + " could not be added: try again";
                    },
                    e);
        }
    }

    private String shown() {
        return Printable.of(handle);
    }
}
