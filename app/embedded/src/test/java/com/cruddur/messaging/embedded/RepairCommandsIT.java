package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code messaging.jar inbox} and {@code ddb adopt} on a table of the reference system. */
final class RepairCommandsIT {
    private static final String TIME = "2026-03-01T10:15:30.123456+00:00";

    @TempDir
    private static Path directory;

    private static String endpoint;
    private static LocalDynamoDb dynamoDb;

    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final String group = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        int port = LocalStack.freePort();
        endpoint = "http://127.0.0.1:" + port;
        dynamoDb = LocalDynamoDb.start(directory.resolve("dynamodb"), OptionalInt.of(port));
    }

    @AfterAll
    static void stop() throws Exception {
        dynamoDb.stop();
    }

    private void fill() {
        TableAdmin table = new TableAdmin(dynamoDb.client(), TableAdmin.NAME);
        table.delete();
        table.create(false);
        put("MSG#" + group, alice, Map.of("message_uuid", UUID.randomUUID().toString(), "message", "a secret"));
        put("GRP#" + alice, bob, Map.of("message_group_uuid", group, "message", "a secret"));
        put("GRP#" + bob, alice, Map.of("message_group_uuid", group, "message", "a secret"));
    }

    private void put(String pk, UUID user, Map<String, String> more) {
        Map<String, String> texts = new HashMap<>(more);
        texts.putAll(Map.of(
                "pk",
                pk,
                "sk",
                TIME,
                "user_uuid",
                user.toString(),
                "user_handle",
                "handle",
                "user_display_name",
                "Name"));
        Map<String, AttributeValue> item = new HashMap<>();
        texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        dynamoDb.client().putItem(put -> put.tableName(TableAdmin.NAME).item(item));
    }

    private static void assertRun(int code, String out, String err, String... arguments) {
        Invocation ran = Invocation.of(Stream.concat(Stream.of(arguments), Stream.of("--endpoint-url", endpoint))
                .toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.out().strip()).isEqualTo(out);
        assertThat(ran.err()).contains(err).doesNotContain("secret");
    }

    @Test
    void aTableOfTheReferenceIsVerifiedAndAdoptedAndRebuilt() throws Exception {
        fill();
        String missing = "{\"group\":\"" + group + "\",\"kind\":\"head_missing\"}";
        assertRun(1, missing, "Read 3 items; 1 findings.", "inbox", "verify", "--json");
        assertRun(1, missing, "repaired 0 findings, left 1.", "inbox", "rebuild", "--json");
        assertRun(0, "", "adopted 1 groups, left 0 findings.", "ddb", "adopt");
        assertRun(0, "", "Read 6 items; 0 findings.", "inbox", "verify");

        Map<String, AttributeValue> row =
                Map.of("pk", AttributeValue.fromS("GRP#" + bob), "sk", AttributeValue.fromS(TIME));
        dynamoDb.client().deleteItem(delete -> delete.tableName(TableAdmin.NAME).key(row));
        assertRun(
                1,
                group + "  row_missing  the member has no row of the group (member " + bob + ")",
                "1 findings.",
                "inbox",
                "verify");
        assertRun(0, "", "repaired 1 findings, left 0.", "inbox", "rebuild");
        assertRun(0, "", "0 findings.", "inbox", "verify");
    }

    /** The reference stores such a message where its client names no group. */
    @Test
    void whatCannotBeReadIsNamedAndAcknowledged() throws Exception {
        fill();
        put("MSG#undefined", bob, Map.of("message", "a secret", "message_uuid", "secret"));
        String finding = "{\"group\":\"MSG#undefined\",\"kind\":\"unreadable\",\"pk\":\"MSG#undefined\",\"sk\":\""
                + TIME + "\"}";
        assertRun(1, finding, "adopted 1 groups, left 1 findings.", "ddb", "adopt", "--json");
        assertRun(1, finding, "1 findings.", "inbox", "verify", "--json");
        assertRun(
                0,
                finding,
                "1 more findings are left that were acknowledged.",
                "ddb",
                "adopt",
                "--json",
                "--acknowledge");
        for (String[] command : new String[][] {{"ddb", "adopt"}, {"inbox", "rebuild"}, {"inbox", "verify"}}) {
            assertRun(0, "", "1 more findings are left that were acknowledged.", command);
        }
    }

    @Test
    void withoutATableItSaysSo() throws Exception {
        new TableAdmin(dynamoDb.client(), TableAdmin.NAME).delete();
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL", endpoint);
        try (ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, "inbox", "verify")) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.out()).isEmpty();
            assertThat(command.err()).startsWith("messaging: DynamoDB at " + endpoint);
        }
    }
}
