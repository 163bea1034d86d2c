package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.RefusedException;
import java.util.Optional;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rename",
        description = {
            "Change the display name or the handle of a user, or both.",
            "New messages show the new names at once, and other people's inboxes when the command ends. Earlier messages keep"
                    + " the old names.",
            "Without a new name, update other people's inboxes to the names in the directory."
        },
        mixinStandardHelpOptions = true)
final class RenameCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HANDLE", description = "The user's handle as it is now, in any case.")
    private String handle;

    @Option(names = "--display-name", paramLabel = "NAME", description = "The new display name.")
    private Optional<String> displayName;

    @Option(names = "--handle", paramLabel = "HANDLE", description = "The new handle.")
    private Optional<String> newHandle;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run() {
        // Whether there are inboxes to rename is known before anything is done.
        table.withExisting(client -> true);
        User user = database.with(this::rename);
        int groups = renameInInboxes(user);
        Terminal terminal = Terminal.of(spec);
        try (Listing listing = new Listing(terminal, json, "uuid", "handle", "display name", "inboxes changed")) {
            listing.row(user.uuid(), user.handle(), user.displayName(), groups);
        }
    }

    private User rename(DataSource source) {
        try {
            return new Accounts(source).rename(handle, displayName.orElse(null), newHandle.orElse(null));
        } catch (RefusedException e) {
            throw new CommandException(
                    switch (e.refusal()) {
                        case HANDLE_TAKEN ->
                            "nothing was done: another user has the handle " + Printable.of(newHandle.orElseThrow());
                        case HANDLE_UNKNOWN, SUBJECT_TAKEN, UUID_TAKEN ->
                            "nothing was done: there is no user with the handle " + Printable.of(handle);
                    },
                    e);
        } catch (IllegalArgumentException e) {
            throw new CommandException("nothing was done: " + e.getMessage(), e);
        }
    }

    private int renameInInboxes(User user) {
        try {
            return table.withExisting(client -> {
                try (DynamoDbStore store = new DynamoDbStore(client, table.name())) {
                    return store.inbox().rename(user);
                }
            });
        } catch (CommandException e) {
            throw new CommandException(
                    "the directory has the new names, but not all inboxes: " + e.getMessage()
                            + "; once it can be used, messaging db rename " + Printable.of(user.handle())
                            + " goes on",
                    e);
        }
    }
}
