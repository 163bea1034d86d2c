package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.app.Main;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The {@code ddb} commands that read, on items as the reference and the service write them. */
@ExtendWith(SharedDdbStack.class)
final class DdbReadIT {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    private static final String LONG = ReferenceItems.LONG;
    private static final String ITS_BEGINNING = "\\u001b[2J\uD83C\uDF45 talks talks talks talks talks talk";

    @TempDir
    private static Path directory;

    private static DdbStack stores;
    private static ReferenceItems items;

    @BeforeAll
    static void start(DdbStack shared) {
        stores = shared;
        items = new ReferenceItems(stores.plain(), stores.user("andrewbrown"), stores.user("bayko"));
    }

    @BeforeEach
    void emptyTheTable() {
        stores.renew();
    }

    @Test
    void theReferencesMessagesAreShownOldestFirst() {
        items.putMessages();
        Invocation shown = stores.done("get-conversation");

        assertThat(shown.out().lines().toList())
                .containsExactly(
                        "handle       created at                        message",
                        "andrewbrown  2025-12-31T23:59:59.999999+00:00  Hello",
                        "bayko        2026-01-01T00:00:00.000000+00:00  " + ITS_BEGINNING);
        assertThat(shown.err()).isEqualToIgnoringNewLines("Consumed capacity: 1.0 read units");
    }

    @Test
    void forProgramsAMessageIsALineOfJson() {
        items.putMessages();
        Invocation shown = stores.done("get-conversation", GROUP, "--json");

        assertThat(shown.out()).doesNotContain("\u001b");
        assertThat(shown.err()).contains("Consumed capacity: 1.0");
        assertThat(shown.out().lines().toList()).hasSize(2);
        JsonNode newest = Json.parse(shown.out().lines().toList().get(1));
        assertThat(newest.fieldNames())
                .toIterable()
                .containsExactly("uuid", "handle", "display_name", "created_at", "message");
        assertThat(newest.get("message").asText()).isEqualTo(LONG);
        assertThat(newest.get("created_at").asText()).isEqualTo("2026-01-01T00:00:00.000000+00:00");
    }

    @Test
    void theNewestTwentyMessagesAreShown() {
        stores.done("seed");
        List<String> lines = stores.done("get-conversation").out().lines().toList();
        assertThat(lines).hasSize(21);

        assertThat(stores.done("get-conversation", UUID.randomUUID().toString()).out())
                .isEmpty();
    }

    @Test
    void theReferencesGroupRowsAreShownNewestFirst() {
        UUID older = UUID.randomUUID();
        items.putRow(older, "2026-03-01T10:15:30.000001+00:00", "older");
        items.putRow(UUID.fromString(GROUP), "2026-03-02T09:00:00.123456+09:00", LONG);
        Invocation shown = stores.done("list-conversations");

        assertThat(shown.out().lines().toList())
                .containsExactly(
                        "uuid                                  handle  display name  created at                        message",
                        GROUP + "  bayko   Andrew Bayko  2026-03-02T00:00:00.123456+00:00  " + ITS_BEGINNING,
                        older + "  bayko   Andrew Bayko  2026-03-01T10:15:30.000001+00:00  older");
        assertThat(shown.err()).isEqualToIgnoringNewLines("Consumed capacity: 1.0 read units");

        List<String> json = stores.done("list-conversations", "andrewbrown", "--json")
                .out()
                .lines()
                .toList();
        assertThat(json).hasSize(2);
        assertThat(Json.parse(json.get(0)).get("message").asText()).isEqualTo(LONG);
        assertThat(stores.done("list-conversations", "londo").out()).isEmpty();
    }

    @Test
    void whatTheServiceWroteIsShown() throws Exception {
        String group;
        try (ServiceProcess service = ServiceProcess.serve(
                directory, ServiceProcess.SERVICE_JAR, stores.stack().environment())) {
            String token = stores.stack().token("londo");
            group = Json.parse(service.post(token, Json.object("handle", "bayko", "message", "Good evening"))
                            .body())
                    .get("message_group_uuid")
                    .asText();
            service.post(token, Json.object("message_group_uuid", group, "message", "Are you there?"));
        }
        assertThat(stores.done("get-conversation", group).out().lines().toList())
                .hasSize(3)
                .element(2)
                .asString()
                .startsWith("londo")
                .endsWith("Are you there?");
        assertThat(stores.done("list-conversations", "bayko").out()).contains(group, "Londo Mollari", "Are you there?");
        assertThat(stores.query("MSG#" + group, "20")).hasSize(2);
        assertThat(stores.query("GRP#" + stores.user("bayko").uuid(), "20")).hasSize(1);
    }

    @Test
    void aScanPrintsEveryItem() {
        items.putMessages();
        Invocation scan = stores.done("scan", "--json");
        assertThat(scan.out().lines().toList()).hasSize(2).allSatisfy(line -> {
            JsonNode item = Json.parse(line);
            assertThat(item.get("pk").asText()).isEqualTo("MSG#" + GROUP);
            assertThat(item.size()).isEqualTo(7);
        });
        assertThat(scan.err()).startsWith("2 items of cruddur-messages in DynamoDB at http://127.0.0.1:");

        Invocation forPeople = stores.done("scan");
        assertThat(forPeople.out().lines().toList())
                .hasSize(2)
                .allMatch(it -> it.startsWith("pk=\"MSG#" + GROUP + "\" sk=\"20") && it.contains(" user_handle=\""));
        assertThat(forPeople.out()).contains("\\u001B[2J").doesNotContain("\u001b");
    }

    /** As into a pipe that nobody reads any more. */
    @Test
    void anOutputThatTakesNoMoreIsNoSuccess() {
        PrintStream standardOut = System.out;
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(new FilterOutputStream(taken) {
                @Override
                public void write(int b) throws IOException {
                    if (taken.size() == 10) {
                        throw new IOException("Broken pipe");
                    }
                    super.write(b);
                }
            }));
            String[] command = {
                "ddb",
                "list-tables",
                "--endpoint-url",
                stores.stack().endpoint().toString()
            };
            assertThat(Main.run(command, Optional.empty())).isEqualTo(1);
        } finally {
            System.setOut(standardOut);
        }
        assertThat(taken.toString(UTF_8)).isEqualTo("table\ncrud");
    }

    @Test
    void anItemThatCannotBeReadIsLeftOutAndNamedByItsKey() {
        stores.plain()
                .putItem(put -> put.tableName("cruddur-messages")
                        .item(Map.of(
                                "pk", ReferenceItems.string("MSG#" + GROUP), "sk", ReferenceItems.string("today"))));

        assertThat(stores.done("get-conversation").err())
                .contains("Skipped an item that cannot be read: MSG#" + GROUP + " / today");
        assertThat(stores.done("scan").out().lines().toList()).containsExactly("pk=\"MSG#" + GROUP + "\" sk=\"today\"");
    }
}
