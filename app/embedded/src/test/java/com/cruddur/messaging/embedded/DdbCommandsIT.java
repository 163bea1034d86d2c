package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's {@code ddb} commands: in a small heap, and where AWS cannot be used. */
final class DdbCommandsIT {
    private static final int MESSAGES = 4_000;
    /** Room for the program, and not for four million characters of four bytes beside it. */
    private static final String HEAP = "-Xmx28m";

    @TempDir
    private Path directory;

    @Test
    void aLargeConversationIsLoadedAndScannedInASmallHeap() throws Exception {
        Path conversation = directory.resolve("conversation.txt");
        try (BufferedWriter lines = Files.newBufferedWriter(conversation)) {
            for (int i = 0; i < MESSAGES; i++) {
                lines.write("Person " + (1 + i % 2) + ": " + i + " " + "\uD83C\uDF45".repeat(1_000) + "\n");
            }
        }
        try (LocalStack stack = LocalStack.start(directory)) {
            Map<String, String> environment = new HashMap<>(stack.environment());
            environment.put("JAVA_TOOL_OPTIONS", HEAP);
            assertThat(done(environment, "ddb", "seed", "--from", conversation.toString())
                            .err())
                    .contains("Done: 4,000 messages");
            // All of them, and head, rows, pair and two group rows.
            assertThat(done(environment, "ddb", "scan", "--json").out().lines()).hasSize(MESSAGES + 5);
        }
    }

    @Test
    void awsThatCannotBeUsedIsSaidInOneLine() throws Exception {
        Map<String, String> noCredentials = Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:1",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_CONFIG_FILE",
                directory.resolve("none").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                directory.resolve("none").toString());
        assertThat(refused(noCredentials, "ddb", "scan", "--prod")).contains("there is no region");
        assertThat(refused(noCredentials, "ddb", "scan", "--prod", "--region", "eu-west-1"))
                .contains("DynamoDB on AWS in eu-west-1 cannot be used: there are no credentials");

        Map<String, String> credentials = new HashMap<>(noCredentials);
        credentials.putAll(Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing"));
        assertThat(refused(
                        credentials, "ddb", "drop", "cruddur-messages", "--prod", "--yes", "--region", "eu-nowhere-1"))
                .contains("DynamoDB on AWS in eu-nowhere-1 cannot be used", "is it the right region?");
    }

    private ServiceProcess done(Map<String, String> environment, String... arguments) throws Exception {
        ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, arguments);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    private String refused(Map<String, String> environment, String... arguments) throws Exception {
        ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, arguments);
        assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
        assertThat(command.err().lines()).as(command.err()).hasSize(1);
        assertThat(command.out()).isEmpty();
        return command.err();
    }
}
