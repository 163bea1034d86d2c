package com.cruddur.messaging.app.inbox;

import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.Progress;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One run over the whole table, and its options: a line for each finding as it is found, and a bar meanwhile. */
public final class RepairRun {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    /** One way of going over the table. */
    public interface Work {
        Outcome run(TableRepair repair, Consumer<Finding> findings, LongConsumer seen);
    }

    /**
     * @param times how often the work reads the table
     * @param summary the last line, with the numbers of items read, findings done and findings left
     * @return the exit code
     */
    public int exitCode(String what, int times, Work work, String summary) {
        Terminal terminal = Terminal.of(command);
        Outcome outcome = table.withExisting(client -> {
            long total = times * items(client);
            TableRepair repair = new TableRepair(client, table.name());
            try (Progress progress = terminal.progress(what)) {
                return work.run(repair, finding -> print(terminal, finding), seen -> progress.at(seen, total));
            }
        });
        terminal.say(String.format(Locale.ROOT, summary, outcome.items(), outcome.done(), outcome.left()));
        if (outcome.acknowledged() > 0) {
            terminal.say(String.format(
                    Locale.ROOT, "%,d more findings are left that were acknowledged.", outcome.acknowledged()));
        }
        return outcome.left() == 0 ? 0 : 1;
    }

    /** How many items the table has, as DynamoDB counted them some hours ago. */
    private long items(DynamoDbClient client) {
        return client.describeTable(it -> it.tableName(table.name())).table().itemCount();
    }

    private void print(Terminal terminal, Finding finding) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT);
        if (json.chosen()) {
            Map<String, String> object = new LinkedHashMap<>();
            object.put("group", finding.group());
            object.put("kind", kind);
            finding.item().ifPresent(it -> {
                object.put("pk", it.pk());
                object.put("sk", it.sk());
            });
            finding.member().map(UUID::toString).ifPresent(it -> object.put("member", it));
            terminal.print(Listing.json(object));
        } else {
            String member = finding.member().map(it -> " (member " + it + ")").orElse("");
            String subject = finding.item().map(it -> it.pk() + " / " + it.sk()).orElse(finding.group());
            terminal.print(
                    Printable.of(subject + "  " + kind + "  " + finding.kind().meaning() + member));
        }
    }
}
