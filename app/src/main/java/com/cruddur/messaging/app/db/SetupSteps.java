package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.cognito.CognitoUser;
import com.cruddur.messaging.postgres.Account;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.Duplicate;
import com.cruddur.messaging.postgres.DuplicatesException;
import com.cruddur.messaging.postgres.PoolUser;
import com.cruddur.messaging.postgres.Synchronisation;
import com.cruddur.messaging.postgres.UsersSchema;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The steps that have a command each, and that {@code db setup} runs in order. */
record SetupSteps(DataSource database, Terminal terminal, JsonOption json) {
    void loadSchema() {
        try {
            UsersSchema schema = new UsersSchema(database);
            List<String> missing = schema.missing();
            boolean loaded = schema.load();
            terminal.say(loaded ? "Loaded the schema." : "The schema was loaded already.");
            if (!missing.isEmpty()) {
                terminal.say("Created the missing indexes: " + String.join(", ", missing) + ".");
            }
        } catch (DuplicatesException e) {
            print(e.duplicates());
            throw new CommandException(
                    "nothing was changed: the table public.users has the duplicates above; each handle, in any"
                            + " case, and each cognito_user_id must belong to one user",
                    e);
        }
    }

    private void print(List<Duplicate> duplicates) {
        try (Listing listing = new Listing(terminal, json, "column", "value", "rows")) {
            duplicates.forEach(it -> listing.row(it.column(), it.value(), it.rows()));
        }
    }

    void seed() {
        List<Account> seeds = Accounts.seeds(UUID::randomUUID);
        int added = new Accounts(database).add(seeds);
        terminal.say("Added seed users: " + added + " of " + seeds.size()
                + (added < seeds.size() ? "; the others were there." : "."));
    }

    void synchronise(List<CognitoUser> users, boolean dryRun) {
        List<PoolUser> withHandles = users.stream()
                .flatMap(user -> user.handle().stream().map(handle -> new PoolUser(handle, user.subject())))
                .toList();
        Synchronisation outcome = new Accounts(database).synchronise(withHandles, dryRun);
        print(outcome);
        terminal.say((dryRun ? "Would change: " : "Changed: ")
                + outcome.changed().size()
                + ", unchanged: " + outcome.unchanged().size()
                + ", in the pool alone: " + outcome.unmatchedPoolUsers().size()
                + ", in the directory alone: " + outcome.unmatchedUsers().size()
                + ", undecided: " + outcome.conflicts().size());
        if (!outcome.conflicts().isEmpty()) {
            throw new CommandException(
                    "some users share a handle or a sub, so their match is ambiguous; these were left"
                            + " as they are: make each handle and sub unique, then run this again");
        }
    }

    private void print(Synchronisation outcome) {
        try (Listing listing = new Listing(terminal, json, "handle", "outcome", "before", "after")) {
            outcome.changed().forEach(it -> listing.row(it.user().handle(), "changed", it.before(), it.after()));
            outcome.unchanged().forEach(it -> listing.row(it.handle(), "unchanged", "", ""));
            outcome.unmatchedPoolUsers().forEach(it -> listing.row(it.handle(), "in the pool alone", "", ""));
            outcome.unmatchedUsers().forEach(it -> listing.row(it.handle(), "in the directory alone", "", ""));
            outcome.conflicts().forEach(it -> listing.row(it.handle(), "undecided", "", ""));
        }
    }
}
