package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that fails prints one line on standard error, and its exit code says whether to change the command or its surroundings. */
final class FailuresIT {
    private static final Map<String, String> CLOUD = Map.of(
            "AWS_REGION", "us-east-1",
            "CONNECTION_URL", "postgresql://user:s3cret@127.0.0.1:1/cruddur",
            "AWS_COGNITO_USER_POOL_ID", "us-east-1_abc",
            "AWS_COGNITO_USER_POOL_CLIENT_ID", "client",
            "MESSAGING_CURSOR_KEY", "a key of more than sixteen bytes",
            "MESSAGING_STORE", "dynamodb",
            "MESSAGING_PORT", "0");

    @TempDir
    private Path directory;

    @Test
    void theServiceJarWithoutConfigurationSaysWhatToSet() throws Exception {
        expect(2, "--store (MESSAGING_STORE) is missing", ServiceProcess.SERVICE_JAR, Map.of(), "serve");
    }

    @Test
    void theServiceJarHasNoEmbeddedStore() throws Exception {
        expect(
                2,
                "the embedded store is not in this jar",
                ServiceProcess.SERVICE_JAR,
                Map.of(),
                "serve",
                "--store",
                "embedded");
    }

    @Test
    void aFlagThatIsNoneIsAMistakeOfUsage() throws Exception {
        expectInProcess(2, "Unknown option", "serve", "--nonsense");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            expect(
                    1,
                    "cannot listen on port " + port + " of 127.0.0.1",
                    ServiceProcess.SERVICE_JAR,
                    Map.of(),
                    "serve",
                    "--store",
                    "memory",
                    "--port",
                    port);
        }
    }

    @Test
    void anOriginThatIsNoneIsSaid() throws Exception {
        expect(
                2,
                "Invalid value for FRONTEND_URL: an origin must be a scheme and a host",
                ServiceProcess.SERVICE_JAR,
                Map.of("FRONTEND_URL", "*"),
                "serve",
                "--store",
                "memory");
    }

    @Test
    void aMissingVariableIsNamed() throws Exception {
        for (String name :
                new String[] {"CONNECTION_URL", "AWS_COGNITO_USER_POOL_ID", "AWS_COGNITO_USER_POOL_CLIENT_ID"}) {
            expect(2, name + " is not set", ServiceProcess.SERVICE_JAR, without(name), "serve");
        }
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("AWS_EC2_METADATA_DISABLED", "true"));
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        expect(
                2,
                "CONNECTION_URL, AWS_COGNITO_USER_POOL_ID, AWS_COGNITO_USER_POOL_CLIENT_ID, AWS_REGION are not set",
                ServiceProcess.SERVICE_JAR,
                environment,
                "serve",
                "--store",
                "dynamodb");
    }

    @Test
    void aWrongValueIsSaidByTheNameOfItsVariable() throws Exception {
        expect(
                2,
                "Invalid value for MESSAGING_PORT: 'abc' is not an int",
                ServiceProcess.SERVICE_JAR,
                with("MESSAGING_PORT", "abc"),
                "serve");
    }

    @Test
    void aDynamoDbThatIsNotThereIsSaid() throws Exception {
        expect(
                1,
                "DynamoDB at http://127.0.0.1:1 cannot be used: it does not answer",
                ServiceProcess.SERVICE_JAR,
                with("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                "serve");
    }

    @Test
    void theRegionComesFromEitherVariable() throws Exception {
        Map<String, String> environment = without("AWS_REGION");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        expect(1, "set AWS_REGION", ServiceProcess.SERVICE_JAR, environment, "serve");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        expect(1, "there are no credentials", ServiceProcess.SERVICE_JAR, environment, "serve");
    }

    @Test
    void onTheLoopbackNoRegionIsNeeded() throws Exception {
        Map<String, String> environment = with("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        environment.remove("AWS_REGION");
        expect(1, "it does not answer", ServiceProcess.SERVICE_JAR, environment, "serve");
    }

    @Test
    void anAddressThatIsNoneIsAMistakeOfUsage() throws Exception {
        for (String address : new String[] {"http://127.0.0.1:99999", "http://", "ftp://127.0.0.1", "localhost:8000"}) {
            expectInProcess(2, "not an address such as", "ddb", "list-tables", "--endpoint-url", address);
        }
        expectInProcess(1, "the region must be one such as", "ddb", "list-tables", "--prod", "--region", "US EAST");
    }

    /** It may be a secret that went to the wrong command, or a user's name and password. */
    @Test
    void whatIsNotUnderstoodIsNotQuoted() throws Exception {
        for (String[] command : new String[][] {
            {"ddb", "scan", "--connection-url", "postgresql://user:s3cret@host/db"},
            {"ddb", "scan", "--connection-url=postgresql://user:s3cret@host/db"},
            {"ddb", "get-conversation", "postgresql://user:s3cret@host/db"},
            {"serve", "--port", "postgresql://user:s3cret@host/db"},
            {"serve", "postgresql://user:s3cret@host/db"}
        }) {
            assertThat(expectInProcess(2, "messaging: ", command)).doesNotContain("s3cret");
        }
    }

    @Test
    void aHostThatIsNotThereIsSaid() throws Exception {
        expect(
                1,
                "there is no such host",
                ServiceProcess.SERVICE_JAR,
                Map.of("CONNECTION_URL", "postgresql://user:s3cret@host.invalid/cruddur"),
                "db",
                "seed");
        expect(
                1,
                "there is no such host",
                ServiceProcess.SERVICE_JAR,
                Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b", "AWS_REGION", "us-east-1"),
                "ddb",
                "list-tables",
                "--endpoint-url",
                "http://host.invalid:8000");
    }

    @Test
    void aFlagCountsMoreThanTheEnvironment() throws Exception {
        expect(
                1,
                "DynamoDB at http://127.0.0.1:2 ",
                ServiceProcess.SERVICE_JAR,
                with("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                "serve",
                "--endpoint-url",
                "http://127.0.0.1:2");
    }

    @Test
    void aConnectionUrlThatIsNoneIsSaidWithoutItsPassword() throws Exception {
        try (LocalStack stack = LocalStack.start(directory)) {
            Map<String, String> environment = new HashMap<>(stack.environment());
            environment.put("CONNECTION_URL", "mysql://user:s3cret@127.0.0.1/cruddur");
            String line = expect(1, "CONNECTION_URL cannot be used", ServiceProcess.SERVICE_JAR, environment, "serve");
            assertThat(line).doesNotContain("s3cret");

            environment.put("CONNECTION_URL", "postgresql://user:s3cret@127.0.0.1:1/cruddur");
            line = expect(1, "it does not answer", ServiceProcess.SERVICE_JAR, environment, "serve");
            assertThat(line).doesNotContain("s3cret");

            environment.put("CONNECTION_URL", stack.environment().get("CONNECTION_URL") + "_of_nobody");
            expect(1, "there is no database of this name", ServiceProcess.SERVICE_JAR, environment, "serve");

            stack.dropUsers();
            expect(1, "it has no table public.users", ServiceProcess.SERVICE_JAR, stack.environment(), "serve");

            stack.dropMessages();
            expect(1, "has no table cruddur-messages", ServiceProcess.SERVICE_JAR, stack.environment(), "serve");
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        expect(
                1,
                "the data directory " + directory.toRealPath().resolve("file/data") + " cannot be written",
                ServiceProcess.EMBEDDED_JAR,
                Map.of("MESSAGING_DATA_DIR", "file/data"),
                "serve");
    }

    @Test
    void aTokenOfNobodyAndAServiceThatIsNotThereAreSaid() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            expectInProcess(1, "there is no user with the handle nobody", "token", "nobody", "--url", service.url());
        }
        expect(
                1,
                "no service answers at http://127.0.0.1:1",
                ServiceProcess.SERVICE_JAR,
                Map.of("MESSAGING_PORT", "1"),
                "token",
                "londo");
    }

    private String expect(int code, String said, String jar, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (ServiceProcess command = ServiceProcess.run(directory, jar, environment, arguments)) {
            int exitCode = command.exitCode();
            String lines = command.err();
            assertThat(lines).contains(said).startsWith("messaging: ");
            assertThat(lines.lines()).as(lines).hasSize(1);
            assertThat(command.out()).isEmpty();
            assertThat(exitCode).isEqualTo(code);
            return lines;
        }
    }

    /** As {@link #expect}, where the command line says all: much quicker. */
    private static String expectInProcess(int code, String said, String... arguments) {
        Invocation ran = Invocation.of(arguments);
        assertThat(ran.err()).contains(said).startsWith("messaging: ");
        assertThat(ran.err().lines()).as(ran.err()).hasSize(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(code);
        return ran.err();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(CLOUD);
        environment.put(name, value);
        return environment;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> environment = new HashMap<>(CLOUD);
        environment.remove(name);
        return environment;
    }
}
