package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.seed.Transcript;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.Progress;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "seed",
        description = {
            "Store a conversation of two users in the table: one message a minute, the last one some minutes ago.",
            "After an interruption, run the same command again: it continues."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SeedCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The transcript, in UTF-8: each line begins with \"Person 1: \" or \"Person 2: \" and is a"
                    + " message; blank lines mean nothing [one that comes with this program].")
    private @Nullable Path file;

    @Option(
            names = "--group",
            paramLabel = "UUID",
            description = "Group to create or continue [5ae290ed-55d1-47a0-bc6d-fe2bc2700399].")
    private UUID group = SeedLoader.GROUP;

    @Option(names = "--person-1", paramLabel = "HANDLE", description = "Handle of person 1 [andrewbrown].")
    private String first = SeedLoader.HANDLES.get(0);

    @Option(names = "--person-2", paramLabel = "HANDLE", description = "Handle of person 2 [bayko].")
    private String second = SeedLoader.HANDLES.get(1);

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public void run() {
        Transcript transcript = transcript();
        List<User> people = UsersByHandle.users(database, first, second);
        if (people.get(0).equals(people.get(1))) {
            throw new CommandException(
                    "person 1 and person 2 are the same user: name two with --person-1 and --person-2");
        }
        table.withExisting(client -> {
            load(client, transcript, people.get(0), people.get(1));
            return null;
        });
    }

    /** All of it is looked at before anything is done. */
    private Transcript transcript() {
        if (file == null) {
            return Transcript.seed();
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandException(file + " is not a readable file");
        }
        try {
            return Transcript.of(() -> Files.newInputStream(file));
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + " is not a transcript: " + e.getMessage() + "; nothing was done", e);
        } catch (UncheckedIOException e) {
            throw new CommandException(file + " cannot be read", e);
        }
    }

    private void load(DynamoDbClient client, Transcript transcript, User one, User two) {
        Terminal terminal = Terminal.of(spec);
        try (DynamoDbStore store = new DynamoDbStore(client, table.name());
                Progress progress = terminal.progress("Storing")) {
            requireNoMessagesWithoutAGroup(client, store);
            SeedLoader.Outcome outcome = new SeedLoader(store, store::appendAll, Clock.systemUTC(), UUID::randomUUID)
                    .load(transcript, group, one, two, stored -> progress.at(stored, transcript.size()));
            tell(terminal, outcome, transcript.size(), one, two, store);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new CommandException(
                    file + " has changed since it was checked: restore it, then run the same command again", e);
        }
    }

    /** The reference system may have written messages to the group that nobody has adopted yet. */
    private void requireNoMessagesWithoutAGroup(DynamoDbClient client, DynamoDbStore store) {
        boolean unadopted = store.groups().find(group).isEmpty()
                && !new TableQueries(client, table.name())
                        .newestMessages(group, 1)
                        .items()
                        .isEmpty();
        if (unadopted) {
            throw hasOtherMessages();
        }
    }

    private void tell(
            Terminal terminal, SeedLoader.Outcome outcome, int size, User one, User two, DynamoDbStore store) {
        String pair = Printable.of(one.handle() + " and " + two.handle());
        String said = String.format(Locale.ROOT, "%,d messages of %s in group %s", size, pair, group);
        switch (outcome) {
            case LOADED -> terminal.say("Done: " + said + ".");
            case THERE_ALREADY -> terminal.say("Nothing to do: " + said + " are there already.");
            case PAIR_HAS_ANOTHER_GROUP ->
                throw refused(pair + " have the group "
                        + store.groups()
                                .findByMembers(one.uuid(), two.uuid())
                                .orElseThrow()
                                .uuid()
                        + ", and a pair has only one; name other people with --person-1 and --person-2");
            case GROUP_IS_OF_OTHERS ->
                throw refused("the group " + group + " belongs to other users; name a new one, such as --group "
                        + UUID.randomUUID());
            case GROUP_HAS_OTHER_MESSAGES -> throw hasOtherMessages();
        }
    }

    private CommandException hasOtherMessages() {
        return refused("the group " + group + " has other messages than this transcript; name a new group with"
                + " --group, and other people with --person-1 and --person-2");
    }

    private static CommandException refused(String why) {
        return new CommandException("nothing was done: " + why);
    }
}
