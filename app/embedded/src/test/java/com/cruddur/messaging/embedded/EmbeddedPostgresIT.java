package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run command with {@code serve --store postgres}: PostgreSQL and the service, over a directory that stays. */
final class EmbeddedPostgresIT {
    private static final String SEEDED = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    private static final Map<String, String> POSTGRES = Map.of("MESSAGING_STORE", "postgres");

    @TempDir
    private Path directory;

    @Test
    void itRunsOnPostgresAloneAndKeepsTheSeedAndTheHistoryOverRestarts() throws Exception {
        String token;
        String group;
        List<String> seeded;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, POSTGRES)) {
            token = service.token("andrewbrown");
            seeded = service.allTexts(token, SEEDED);
            assertThat(seeded).hasSizeGreaterThanOrEqualTo(100);
            HttpResponse<String> posted = service.post(token, Json.object("handle", "londo", "message", "hello"));
            group = Json.parse(posted.body()).get("message_group_uuid").asText();
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.err().lines())
                    .hasSize(2)
                    .anyMatch(it -> it.endsWith("starting PostgreSQL over " + data("postgres")))
                    .anyMatch(it -> it.contains("starting the HTTP server on http://127.0.0.1:"));
        }
        assertThat(data("dynamodb")).doesNotExist();
        assertThat(data("postgres/postmaster.pid")).doesNotExist();

        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, POSTGRES)) {
            assertThat(service.allTexts(token, SEEDED)).isEqualTo(seeded);
            assertThat(service.allTexts(token, group)).containsExactly("hello");
            assertThat(service.get("/api/message_groups", token).body()).contains(group, SEEDED);
        }
    }

    @Test
    void aPostgresThatEndsByItselfIsStartedAgainOnTheSameData() throws Exception {
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, POSTGRES)) {
            String token = service.token("andrewbrown");
            List<Integer> answers = new ArrayList<>();
            for (int kill = 1; kill <= 2; kill++) {
                long ended = postmaster();
                ProcessHandle.of(ended).orElseThrow().destroyForcibly();
                int kills = kill;
                ServiceProcess.waitUntil(() -> {
                    answers.add(status(service, token));
                    return restarts(service).size() == kills && answers.get(answers.size() - 1) == 200;
                });
                assertThat(postmaster()).isNotEqualTo(ended);
            }
            assertThat(answers).contains(503).containsOnly(200, 503);
            assertThat(service.allTexts(token, SEEDED)).hasSizeGreaterThanOrEqualTo(100);
            assertThat(restarts(service))
                    .hasSize(2)
                    .allMatch(it -> it.endsWith("and was started again over " + data("postgres")));
            assertThat(service.err()).doesNotContain("\tat ");
        }
        assertThat(data("postgres/postmaster.pid")).doesNotExist();
    }

    private static List<String> restarts(ServiceProcess service) {
        return service.err()
                .lines()
                .filter(it -> it.contains("PostgreSQL had ended by itself"))
                .toList();
    }

    private static int status(ServiceProcess service, String token) {
        try {
            return service.get("/api/message_groups", token).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data("postgres/postmaster.pid")).get(0).strip());
    }

    private Path data(String name) {
        try {
            return directory.toRealPath().resolve("data").resolve(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
