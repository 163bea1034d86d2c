package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.admin.QueryResult;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "list-conversations",
        description = "Print the " + QueryOutput.LIMIT
                + " groups of a user with the newest messages, and the capacity that the query consumed.",
        mixinStandardHelpOptions = true)
final class ListConversationsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "HANDLE", arity = "0..1", description = "The user's handle [andrewbrown].")
    private String handle = SeedLoader.HANDLES.get(0);

    @Override
    public void run() {
        User user = UsersByHandle.users(database, handle).get(0);
        QueryResult<InboxEntry> groups = table.withExisting(
                client -> new TableQueries(client, table.name()).newestGroups(user.uuid(), QueryOutput.LIMIT));
        Terminal terminal = Terminal.of(spec);
        QueryOutput.sayWhatItTook(terminal, groups);
        if (groups.items().isEmpty() && groups.unreadable().isEmpty()) {
            terminal.say(Printable.of(user.handle()) + " has no groups.");
        }
        try (Listing listing = new Listing(terminal, json, "uuid", "handle", "display name", "created at", "message")) {
            groups.items()
                    .forEach(it -> listing.row(
                            it.group(),
                            it.other().handle(),
                            it.other().displayName(),
                            QueryOutput.time(it.lastMessageAt()),
                            json.chosen() ? it.preview() : QueryOutput.beginning(it.preview())));
        }
    }
}
