package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.app.Main;
import com.cruddur.messaging.domain.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The commands that read and those that make and delete tables, on items as the reference and the service write them. */
final class DdbReadIT {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    private static final String LONG = "\u001b[2J\uD83C\uDF45 " + "talks ".repeat(20);
    private static final String ITS_BEGINNING = "\\u001b[2J\uD83C\uDF45 talks talks talks talks talks talk";

    @TempDir
    private static Path directory;

    private static DdbStack stores;
    private static User andrew;
    private static User bayko;

    @BeforeAll
    static void start() throws Exception {
        stores = new DdbStack(directory);
        andrew = stores.user("andrewbrown");
        bayko = stores.user("bayko");
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    @BeforeEach
    void emptyTheTable() {
        stores.renew();
    }

    @Test
    void theReferencesMessagesAreShownOldestFirst() {
        putMessages();
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
        putMessages();
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
        putRow(older, "2026-03-01T10:15:30.000001+00:00", "older");
        putRow(UUID.fromString(GROUP), "2026-03-02T09:00:00.123456+09:00", LONG);
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
        assertThat(stores.query("GRP#" + bayko.uuid(), "20")).hasSize(1);
    }

    @Test
    void aScanPrintsEveryItem() {
        putMessages();
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
                        .item(Map.of("pk", string("MSG#" + GROUP), "sk", string("today"))));

        assertThat(stores.done("get-conversation").err())
                .contains("Left out, as it cannot be read: MSG#" + GROUP + " / today");
        assertThat(stores.done("scan").out().lines().toList()).containsExactly("pk=\"MSG#" + GROUP + "\" sk=\"today\"");
    }

    @Test
    void tablesAreMadeListedAndDeleted() {
        putMessages();
        assertThat(stores.done("list-tables").out().lines().toList()).containsExactly("table", "cruddur-messages");
        assertThat(stores.done("schema-load").err())
                .contains("has the table cruddur-messages already", "all that it needs", "nothing was changed");

        assertThat(stores.done("drop", "cruddur-messages").err())
                .startsWith("Deleted the table cruddur-messages in DynamoDB at "
                        + stores.stack().endpoint())
                .contains("with 2 items");
        assertThat(stores.done("list-tables", "--json").out()).isEmpty();
        for (String[] command : new String[][] {
            {"scan"}, {"get-conversation"}, {"list-conversations"}, {"seed"}, {"drop", "cruddur-messages"}
        }) {
            assertThat(stores.refused(command)).as(command[0]).contains("has no table cruddur-messages");
        }

        stores.done("schema-load", "--group-index");
        assertThat(stores.plain()
                        .describeTable(it -> it.tableName("cruddur-messages"))
                        .table()
                        .globalSecondaryIndexes())
                .singleElement()
                .matches(it -> it.indexName().equals("message-group-sk-index"));
        assertThat(stores.done("list-tables", "--json").out().lines().toList())
                .containsExactly("{\"table\":\"cruddur-messages\"}");
        Invocation noName = stores.ddb("drop", "no");
        assertThat(noName.code()).isEqualTo(2);
        assertThat(noName.err()).contains("a table's name has");
    }

    /** As the reference's script makes the table, and as AWS restores one. */
    @Test
    void aTableThatLacksItsStreamAndItsTimeToLiveGetsThem() {
        stores.done("drop", "cruddur-messages");
        createPlain("pk");

        Invocation loaded = stores.done("schema-load");

        assertThat(loaded.err())
                .contains("has the table cruddur-messages already. Switched on: its stream, the time to live");
        assertThat(stores.done("schema-load").err()).contains("nothing was changed");
    }

    @Test
    void aTableOfAnotherKeyIsRefused() {
        stores.done("drop", "cruddur-messages");
        createPlain("id");

        Invocation refused = stores.ddb("schema-load").failed("cannot complete the table cruddur-messages");

        assertThat(refused.err()).contains("its key is id (HASH, S), sk (RANGE, S), not pk (HASH, S), sk (RANGE, S)");
    }

    private static void createPlain(String hash) {
        stores.plain()
                .createTable(CreateTableRequest.builder()
                        .tableName("cruddur-messages")
                        .keySchema(key(hash, KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(attribute(hash), attribute("sk"))
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                        .build());
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Test
    void whereNobodyListensEveryCommandSaysSo() {
        for (String[] command : new String[][] {
            {"schema-load"},
            {"list-tables"},
            {"scan"},
            {"get-conversation"},
            {"list-conversations"},
            {"seed"},
            {"drop", "cruddur-messages"}
        }) {
            String[] nowhere = Stream.concat(Arrays.stream(command), Stream.of("--endpoint-url", "http://127.0.0.1:1"))
                    .toArray(String[]::new);
            assertThat(stores.refused(nowhere))
                    .as(command[0])
                    .contains("DynamoDB at http://127.0.0.1:1 cannot be used: it does not answer");
        }
        assertThat(stores.refused("list-conversations", "nobody")).contains("no user of the handle nobody");
    }

    private static void putMessages() {
        putMessage(andrew, "2025-12-31T23:59:59.999999+00:00", "Hello");
        putMessage(bayko, "2026-01-01T09:00:00+09:00", LONG);
    }

    private static void putMessage(User sender, String time, String text) {
        put(
                sender,
                Map.of(
                        "pk", string("MSG#" + GROUP),
                        "sk", string(time),
                        "message_uuid", string(UUID.randomUUID()),
                        "message", string(text)));
    }

    private static void putRow(UUID group, String time, String preview) {
        put(
                bayko,
                Map.of(
                        "pk", string("GRP#" + andrew.uuid()),
                        "sk", string(time),
                        "message_group_uuid", string(group),
                        "message", string(preview)));
    }

    private static void put(User named, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("user_uuid", string(named.uuid()));
        item.put("user_display_name", string(named.displayName()));
        item.put("user_handle", string(named.handle()));
        stores.plain().putItem(put -> put.tableName("cruddur-messages").item(item));
    }

    private static AttributeValue string(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
