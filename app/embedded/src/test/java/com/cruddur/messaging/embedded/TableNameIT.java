package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.DynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables of other names than ours, in the environment and by flags. */
final class TableNameIT {
    private static final String NAME = "CrdDdb-DynamoDBTable-1A2B3C";

    @TempDir
    private Path directory;

    @Test
    void theEnvironmentNamesTheTableForTheServiceAndForCommands() throws Exception {
        try (DdbStack stores = new DdbStack(directory)) {
            Map<String, String> ofTheReference = new HashMap<>(stores.stack().environment());
            ofTheReference.put("DDB_MESSAGE_TABLE", NAME);
            assertThat(run(ofTheReference, "ddb", "schema-load")).contains("Created " + NAME + " in ");

            Map<String, String> both = new HashMap<>(ofTheReference);
            both.put("DDB_MESSAGE_TABLE", "cruddur-messages");
            both.put("MESSAGING_TABLE", NAME);
            try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, both)) {
                service.post(stores.stack().token("londo"), Json.object("handle", "bayko", "message", "Good evening"));
            }

            assertThat(stores.items()).as("cruddur-messages").isEmpty();
            assertThat(run(both, "inbox", "verify")).contains("Read 6 items; 0 findings.");
            assertThat(stores.done("list-conversations", "bayko", "--table", NAME)
                            .out())
                    .contains("Londo Mollari", "Good evening");
            assertThat(rename(stores, NAME).out()).containsPattern("G'Kar +1");
            assertThat(rename(stores, "cruddur-messages").out()).containsPattern("G'Kar +0");
        }
    }

    private static Invocation rename(DdbStack stores, String table) {
        return Invocation.of(
                        "db",
                        "rename",
                        "londo",
                        "--display-name",
                        "G'Kar",
                        "--table",
                        table,
                        "--endpoint-url",
                        stores.stack().endpoint().toString(),
                        "--connection-url",
                        stores.stack().environment().get("CONNECTION_URL"))
                .succeeded();
    }

    /** Its output. */
    private String run(Map<String, String> environment, String... arguments) throws Exception {
        ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, arguments);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.err();
    }

    @Test
    void theRunCommandKeepsItsMessagesInTheTableThatIsNamed() throws Exception {
        int port = LocalStack.freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        try (ServiceProcess service = ServiceProcess.serve(
                        directory, EMBEDDED_JAR, Map.of(), "--table", NAME, "--dynamodb-port", "" + port);
                DynamoDbClient client = DynamoDb.client(endpoint, null).build()) {
            assertThat(client.listTables().tableNames()).containsExactly(NAME);
            assertThat(service.get("/api/message_groups", service.token("bayko"))
                            .body())
                    .contains("andrewbrown");
        }
    }

    @Test
    void aNameThatDynamoDbWouldRefuseIsAMistakeOfUsageThatNamesItsVariable() throws Exception {
        for (Map<String, String> environment : List.of(
                Map.of("DDB_MESSAGE_TABLE", "no/name"),
                Map.of("DDB_MESSAGE_TABLE", "no/name", "MESSAGING_TABLE", ""),
                Map.of("DDB_MESSAGE_TABLE", "fine", "MESSAGING_TABLE", "no"))) {
            String variable = environment.containsValue("fine") ? "MESSAGING_TABLE" : "DDB_MESSAGE_TABLE";
            ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, "ddb", "scan");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(2);
            assertThat(command.err().lines()).singleElement().asString().contains(variable, "3 to 255");
        }
    }
}
