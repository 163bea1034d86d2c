package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.DynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The README's command: everything in one process, over a directory that stays. */
final class EmbeddedServiceIT {
    private static final String SEEDED = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @TempDir
    private Path directory;

    @Test
    void historyAndTokensSurviveSigtermDuringPosts() throws Exception {
        String token;
        String group;
        List<String> seeded;
        List<String> acknowledged;
        try (ServiceProcess service = ServiceProcess.serveByDefault(directory)) {
            token = service.token("andrewbrown");
            group = Json.parse(service.post(token, Json.object("handle", "londo", "message", "hello"))
                            .body())
                    .get("message_group_uuid")
                    .asText();
            seeded = service.allTexts(token, SEEDED);
            assertThat(seeded).hasSizeGreaterThanOrEqualTo(100);
            Senders senders = Senders.start(service, token, group);
            ServiceProcess.waitUntil(() -> senders.count() >= 100);
            service.terminate();
            acknowledged = senders.acknowledged();
            assertThat(service.exitCode()).isZero();
            String data = data("").toString();
            assertThat(service.err().lines())
                    .hasSize(3)
                    .anyMatch(it -> it.endsWith("starting PostgreSQL over " + data + "/postgres"))
                    .anyMatch(it -> it.endsWith("starting DynamoDB Local over " + data + "/dynamodb"))
                    .anyMatch(it -> it.contains("starting the HTTP server on http://127.0.0.1:"));
        }
        assertThat(data("postgres/postmaster.pid")).doesNotExist();
        assertThat(openToOthers()).isEmpty();
        assertThat(data("programs")).isDirectoryContaining("glob:**PG-*");

        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(service.allTexts(token, group))
                    .doesNotHaveDuplicates()
                    .contains("hello")
                    .containsAll(acknowledged);
            assertThat(service.allTexts(token, SEEDED)).isEqualTo(seeded);
        }
    }

    @Test
    void itsDirectoryPassesToTheNextServiceOnlyWhenItIsGoneAndWithoutTheOrphanItLeft() throws Exception {
        long orphan;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            requireRefused();
            assertThat(service.allTexts(service.token("bayko"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
            service.kill();
            orphan = postmaster();
            assertThat(ProcessHandle.of(orphan)).as("PostgreSQL, orphaned").isPresent();
        }

        int dynamoDbPort = LocalStack.freePort();
        int postgresPort = LocalStack.freePort();
        Map<String, String> ports =
                Map.of("MESSAGING_DYNAMODB_PORT", "" + dynamoDbPort, "MESSAGING_POSTGRES_PORT", "" + postgresPort);
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, ports)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(service.allTexts(service.token("bayko"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
            assertThat(service.err()).contains("listens on port " + dynamoDbPort + " of all interfaces");
            requireSameData(dynamoDbPort);
            requireDurable(postgresPort);
            requireCommands(dynamoDbPort, postgresPort);
            requireSignInAfterARename(service, dynamoDbPort, postgresPort);
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(service.allTexts(service.token("andyb"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
        }
    }

    private void requireRefused() throws Exception {
        try (ServiceProcess second = ServiceProcess.run(directory, EMBEDDED_JAR, Map.of(), "serve", "--port", "0")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err().lines()).hasSize(1);
            assertThat(second.err()).contains("another service uses the data directory");
        }
    }

    private static void requireSameData(int port) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        try (DynamoDbClient client = DynamoDb.client(endpoint, null).build()) {
            assertThat(client.scan(it -> it.tableName("cruddur-messages")).count())
                    .isGreaterThan(100);
        }
    }

    private static void requireCommands(int dynamoDbPort, int postgresPort) {
        Invocation listed = Invocation.of(
                "ddb",
                "list-conversations",
                "bayko",
                "--json",
                "--endpoint-url",
                "http://localhost:" + dynamoDbPort,
                "--connection-url",
                "postgresql://postgres@127.0.0.1:" + postgresPort + "/cruddur");
        assertThat(listed.json()).extracting(it -> it.get("uuid").asText()).containsExactly(SEEDED);
    }

    private static void requireSignInAfterARename(ServiceProcess service, int dynamoDbPort, int postgresPort)
            throws Exception {
        Invocation.of(
                        "db",
                        "rename",
                        "bayko",
                        "--handle",
                        "andyb",
                        "--endpoint-url",
                        "http://localhost:" + dynamoDbPort,
                        "--connection-url",
                        "postgresql://postgres@127.0.0.1:" + postgresPort + "/cruddur")
                .succeeded();
        assertThat(service.allTexts(service.token("andyb"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
    }

    private static void requireDurable(int port) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/cruddur";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = connection.createStatement().executeQuery("show " + setting)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    @Test
    void aProcessThatHasTheNumberOfAServerThatIsGoneIsLeftAlone() throws Exception {
        Path postgres = Files.createDirectories(directory.resolve("data/postgres"));
        Process innocent = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(postgres.resolve("postmaster.pid"), innocent.pid() + "\n" + postgres + "\n");
            PostgresProcess.endOrphan(postgres);

            assertThat(innocent.isAlive()).isTrue();
            assertThat(postgres.resolve("postmaster.pid")).doesNotExist();
        } finally {
            innocent.destroyForcibly();
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data("postgres/postmaster.pid")).get(0).strip());
    }

    /** The files that another user of the machine may use, the programs and the stores' files among them. */
    private List<Path> openToOthers() throws IOException {
        try (Stream<Path> all = Files.walk(data(""))) {
            return all.filter(it -> !Files.isSymbolicLink(it))
                    .filter(EmbeddedServiceIT::isOpenToOthers)
                    .toList();
        }
    }

    private static boolean isOpenToOthers(Path path) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    .endsWith("------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data(String name) throws IOException {
        return directory.toRealPath().resolve("data").resolve(name);
    }
}
