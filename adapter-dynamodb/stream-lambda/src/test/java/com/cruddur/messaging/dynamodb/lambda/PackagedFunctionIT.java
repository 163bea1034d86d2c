package com.cruddur.messaging.dynamodb.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The jar that is deployed, in a process of its own behind AWS's runtime interface client, on DynamoDB Local. */
class PackagedFunctionIT {
    private static final String TABLE = "messages-of-a-test";

    private static final Map<String, Object> DEPLOYED = Template.where().properties("Function");

    @TempDir
    private Path directory;

    @Test
    void theTemplateDeploysThisJar() {
        assertThat(Path.of((String) DEPLOYED.get("Code")))
                .isRegularFile()
                .hasSameBinaryContentAs(Path.of(System.getProperty("stream.lambda.jar")));
    }

    /** By the variable that the template sets, and by the reference's. */
    static Stream<String> variablesThatNameTheTable() {
        return Stream.of(variableOfTheTemplate(), "DDB_MESSAGE_TABLE");
    }

    @ParameterizedTest
    @MethodSource("variablesThatNameTheTable")
    void theFunctionReportsFailuresAndMovesInboxesOnceTheTableIsThere(String variable) throws Exception {
        Path output = directory.resolve("output");
        try (LocalDynamoDb local = new LocalDynamoDb();
                RuntimeApi lambda = new RuntimeApi();
                DynamoDbClient client = local.client()) {
            Process function = start(lambda, local.endpoint(), variable, output);
            try {
                String failed = lambda.invoke(Events.json());
                assertThat(failed)
                        .startsWith("response\n")
                        .contains("\"100000000000000000006\"", "\"100000000000000000004\"");

                new TableAdmin(client, TABLE).create(false);
                Conversations conversations = new Conversations(client, TABLE);
                conversations.add(Events.FIRST);
                conversations.add(Events.SECOND);
                assertThat(lambda.invoke(Events.json())).isEqualTo("response\n{\"batchItemFailures\":[]}");
                assertThat(conversations.standsAtTheNewest(Events.FIRST)).isTrue();
                assertThat(conversations.standsAtTheNewest(Events.SECOND)).isTrue();
            } finally {
                function.destroy();
                assertThat(function.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertLinesAreJsonWithoutMessages(Files.readAllLines(output));
    }

    private static void assertLinesAreJsonWithoutMessages(List<String> lines) throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(lines).isNotEmpty().noneMatch(it -> it.contains("secret"));
        for (String line : lines) {
            JsonNode entry = json.readTree(line);
            assertThat(entry.path("level").asText()).as(line).isIn("INFO", "WARN", "ERROR");
        }
        assertThat(lines)
                .filteredOn(it -> it.contains("inboxes not refreshed"))
                .hasSize(2)
                .allMatch(it -> it.contains("ResourceNotFoundException"));
        assertThat(lines)
                .filteredOn(it -> it.contains("names no group"))
                .hasSize(2)
                .allMatch(it -> it.contains("100000000000000000002"));
        assertThat(lines).filteredOn(it -> it.contains("batch done")).hasSize(2);
    }

    /** The one variable that the template sets, which is to be one that the function reads. */
    private static String variableOfTheTemplate() {
        Map<String, Object> variables =
                Template.map(Template.map(DEPLOYED.get("Environment")).get("Variables"));
        assertThat(variables).containsValue(Map.of("!Ref", "Table")).hasSize(1);
        return variables.keySet().iterator().next();
    }

    private Process start(RuntimeApi lambda, URI endpoint, String variable, Path output) throws Exception {
        String classPath = Stream.of(AWSLambda.class, PojoSerializer.class, Context.class)
                .map(it ->
                        it.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator, System.getProperty("stream.lambda.jar") + ":", ""));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // AWS's runtime interface client loads native code.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                AWSLambda.class.getName(),
                (String) DEPLOYED.get("Handler"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        lambda.address(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "f",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_REGION",
                        "eu-west-1",
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        endpoint.toString(),
                        variable,
                        TABLE));
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
