package com.cruddur.messaging.app.copy;

import com.cruddur.messaging.app.copy.Copy.Difference;
import com.cruddur.messaging.app.copy.Copy.Outcome;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.Progress;
import com.cruddur.messaging.app.terminal.SchemaOption;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.copy.DynamoDbContents;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.postgres.store.MessagesSchema;
import com.cruddur.messaging.postgres.store.PostgresContents;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(
        name = "copy",
        description = {
            "Copy all messages from one store to the other, and compare both; print a line for each group that differs.",
            "First stop every service that writes to the source. Start none on the target before this exits with 0.",
            "After an interruption, run the same command again."
        },
        mixinStandardHelpOptions = true)
public final class CopyCommand implements Callable<Integer> {
    /** The stores that can be copied. */
    enum Kind {
        DYNAMODB,
        POSTGRES
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "STORE", description = "dynamodb or postgres.")
    private Kind from;

    @Option(names = "--to", required = true, paramLabel = "STORE", description = "The other one of the two.")
    private Kind to;

    @Mixin
    private SchemaOption schema = new SchemaOption();

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        if (from == to) {
            throw new ParameterException(spec.commandLine(), "--from and --to name the same store");
        }
        return table.withExisting(client -> database.withPool(source -> {
            try {
                return exitCode(client, source);
            } catch (StorageException e) {
                throw new CommandException(line(e), e);
            }
        }));
    }

    private int exitCode(DynamoDbClient client, DataSource source) {
        Terminal terminal = Terminal.of(spec);
        if (from == Kind.DYNAMODB) {
            requireWhole(client);
            new MessagesSchema(source, schema.name()).load();
        }
        AtomicLong unreadable = new AtomicLong();
        StoreContents messages = new DynamoDbContents(client, table.name(), item -> {
            unreadable.incrementAndGet();
            print(terminal, item);
        });
        StoreContents rows = new PostgresContents(source, schema.name());
        Outcome outcome =
                copy(terminal, from == Kind.DYNAMODB ? messages : rows, to == Kind.DYNAMODB ? messages : rows);
        terminal.say(String.format(
                Locale.ROOT,
                "%,d groups with %,d messages, and %,d idempotency keys, are the same in both stores; %,d groups differ.",
                outcome.groups(),
                outcome.messages(),
                outcome.keys(),
                outcome.different()));
        return outcome.different() == 0 && unreadable.get() == 0 ? 0 : 1;
    }

    private Outcome copy(Terminal terminal, StoreContents source, StoreContents target) {
        try (Progress progress = terminal.progress("Read")) {
            return new Copy(source, target, it -> print(terminal, it), seen -> progress.at(seen, 0))
                    .run(Instant.now().minus(Idempotency.KEPT));
        }
    }

    /** Groups that are not adopted, or contradict themselves, would stay behind without a word. */
    private void requireWhole(DynamoDbClient client) {
        long findings = new TableRepair(client, table.name())
                .verify(finding -> {}, seen -> {})
                .left();
        if (findings > 0) {
            throw new CommandException(String.format(
                    Locale.ROOT,
                    "the table %s has %,d findings, so nothing was copied: see them with inbox verify, and correct them"
                            + " with ddb adopt and inbox rebuild",
                    table.name(),
                    findings));
        }
    }

    private void print(Terminal terminal, Difference difference) {
        print(terminal, "group", difference.group().toString(), difference.reason());
    }

    private void print(Terminal terminal, UnreadableItemException item) {
        print(terminal, "item", item.item().toString(), "it cannot be read, and was left out");
    }

    private void print(Terminal terminal, String kind, String name, String reason) {
        if (json.chosen()) {
            Map<String, String> object = new LinkedHashMap<>();
            object.put(kind, name);
            object.put("reason", reason);
            terminal.print(Listing.json(object));
        } else {
            terminal.print(Printable.of(name + "  " + reason));
        }
    }

    private String line(StorageException failure) {
        boolean ofPostgres = Stream.iterate((Throwable) failure, it -> it != null, Throwable::getCause)
                .anyMatch(SQLException.class::isInstance);
        if (ofPostgres) {
            return database.where() + " cannot be used: " + StoreErrors.ofMessagesSchema(failure, schema.name());
        }
        return failure.getCause() == null
                ? String.valueOf(failure.getMessage())
                : table.where() + " cannot be used: " + StoreErrors.ofDynamoDb(failure);
    }
}
