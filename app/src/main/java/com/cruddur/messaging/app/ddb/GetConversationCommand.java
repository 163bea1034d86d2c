package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.admin.QueryResult;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "get-conversation",
        description = "Print the newest " + QueryOutput.LIMIT
                + " messages of a group, oldest first, and the capacity that the query consumed.",
        mixinStandardHelpOptions = true)
final class GetConversationCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "GROUP", arity = "0..1", description = "The group's uuid [the seeded group's].")
    private UUID group = SeedLoader.GROUP;

    @Override
    public void run() {
        QueryResult<Message> newest = table.withExisting(
                client -> new TableQueries(client, table.name()).newestMessages(group, QueryOutput.LIMIT));
        Terminal terminal = Terminal.of(spec);
        QueryOutput.sayWhatItTook(terminal, newest);
        if (newest.items().isEmpty() && newest.unreadable().isEmpty()) {
            terminal.say("The group " + group + " has no messages.");
        }
        List<Message> oldestFirst = new ArrayList<>(newest.items());
        Collections.reverse(oldestFirst);
        print(terminal, oldestFirst);
    }

    private void print(Terminal terminal, List<Message> messages) {
        if (json.chosen()) {
            try (Listing listing =
                    new Listing(terminal, json, "uuid", "handle", "display name", "created at", "message")) {
                messages.forEach(it -> listing.row(
                        it.uuid(),
                        it.sender().handle(),
                        it.sender().displayName(),
                        QueryOutput.time(it.createdAt()),
                        it.text()));
            }
            return;
        }
        try (Listing listing = new Listing(terminal, json, "handle", "created at", "message")) {
            messages.forEach(it -> listing.row(
                    it.sender().handle(), QueryOutput.time(it.createdAt()), QueryOutput.beginning(it.text())));
        }
    }
}
