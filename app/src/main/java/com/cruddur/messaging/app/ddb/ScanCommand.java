package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.Listing;
import com.cruddur.messaging.app.terminal.Progress;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Command(name = "scan", description = "Print every item of the table.", mixinStandardHelpOptions = true)
final class ScanCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    private long read;

    @Override
    public void run() {
        table.withExisting(client -> {
            print(client);
            return null;
        });
        Terminal.of(spec).say(String.format(Locale.ROOT, "%,d items of %s in %s.", read, table.name(), table.where()));
    }

    private void print(DynamoDbClient client) {
        TableQueries contents = new TableQueries(client, table.name());
        Terminal terminal = Terminal.of(spec);
        long total = contents.approximateCount();
        try (Progress progress = terminal.progress("Reading")) {
            contents.scan(item -> {
                terminal.print(json.chosen() ? Listing.json(item) : line(item));
                progress.at(++read, total);
            });
        }
    }

    /** Writes the values as JSON, which shows the type of each and where it ends. */
    private static String line(Map<String, Object> item) {
        return item.entrySet().stream()
                .map(it -> it.getKey() + "=" + Listing.json(it.getValue()))
                .collect(Collectors.joining(" "));
    }
}
