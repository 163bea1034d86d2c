package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.DynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The README's command: everything in one process, over a directory that stays. */
final class EmbeddedServiceIT {
    private static final String SEEDED = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @TempDir
    private Path directory;

    @Test
    void historyAndTokensSurviveARestart() throws Exception {
        String token;
        String group;
        List<String> seeded;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            token = service.token("andrewbrown");
            group = Json.parse(service.post(token, Json.object("handle", "londo", "message", "hello"))
                            .body())
                    .get("message_group_uuid")
                    .asText();
            service.post(token, Json.object("message_group_uuid", group, "message", "still there?"));
            seeded = service.allTexts(token, SEEDED);
            assertThat(seeded).hasSizeGreaterThanOrEqualTo(100);
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.err()).isEmpty();
        }
        assertThat(directory.resolve("data/postgres/postmaster.pid")).doesNotExist();
        for (String secret : List.of("local-issuer.jwk", "cursor-key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            directory.resolve("data").resolve(secret))))
                    .isEqualTo("rw-------");
        }

        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(service.texts(token, group)).containsExactly("hello", "still there?");
            assertThat(service.allTexts(token, SEEDED)).isEqualTo(seeded);
        }
    }

    @Test
    void postgresThatAKilledServiceLeftBehindIsEndedByTheNext() throws Exception {
        long orphan;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            service.kill();
            orphan = postmaster();
            assertThat(ProcessHandle.of(orphan)).as("PostgreSQL, orphaned").isPresent();
        }

        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(service.allTexts(service.token("bayko"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void aProcessThatHasTheNumberOfAServerThatIsGoneIsLeftAlone() throws Exception {
        Path postgres = Files.createDirectories(directory.resolve("data/postgres"));
        Process innocent = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(postgres.resolve("postmaster.pid"), innocent.pid() + "\n" + postgres + "\n");
            OrphanedPostgres.end(postgres);

            assertThat(innocent.isAlive()).isTrue();
            assertThat(postgres.resolve("postmaster.pid")).doesNotExist();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void aSecondServiceDoesNotTakeTheDirectoryOfTheFirst() throws Exception {
        try (ServiceProcess first = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of());
                ServiceProcess second = ServiceProcess.run(directory, EMBEDDED_JAR, Map.of(), "serve", "--port", "0")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err().lines()).hasSize(1);
            assertThat(second.err()).contains("another service uses the data directory");
            assertThat(first.allTexts(first.token("bayko"), SEEDED)).hasSizeGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void itsPartsCanBeReachedByOtherProgramsAndKeepWhatTheyAcknowledge() throws Exception {
        int dynamoDbPort = LocalStack.freePort();
        int postgresPort = LocalStack.freePort();
        Map<String, String> ports =
                Map.of("MESSAGING_DYNAMODB_PORT", "" + dynamoDbPort, "MESSAGING_POSTGRES_PORT", "" + postgresPort);
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, ports);
                DynamoDbClient client = DynamoDb.client(
                                Optional.of(URI.create("http://127.0.0.1:" + dynamoDbPort)), Optional.empty())
                        .build();
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/cruddur", "postgres", "")) {
            assertThat(service.err()).contains("listens on port " + dynamoDbPort + " of all interfaces");
            assertThat(client.scan(it -> it.tableName("cruddur-messages")).count())
                    .isGreaterThan(100);
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = connection.createStatement().executeQuery("show " + setting)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(service.allTexts(service.token("bayko"), SEEDED))
                    .as("the same data without the port")
                    .hasSizeGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void sigtermDuringPostsLosesNothingThatWasAcknowledged() throws Exception {
        List<String> acknowledged;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            Senders senders = Senders.start(service, service.token("bayko"), SEEDED);
            ServiceProcess.waitUntil(() -> senders.count() >= 100);
            service.terminate();
            acknowledged = senders.acknowledged();
            assertThat(service.exitCode()).isZero();
            assertThat(service.err()).isEmpty();
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, Map.of())) {
            assertThat(service.allTexts(service.token("bayko"), SEEDED))
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged);
        }
    }

    private long postmaster() throws IOException {
        Path file = directory.resolve("data/postgres/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }
}
