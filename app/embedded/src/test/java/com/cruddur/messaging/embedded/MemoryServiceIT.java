package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code messaging.jar serve --store memory}, end to end. */
final class MemoryServiceIT {
    private static final String SEEDED = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @TempDir
    private Path directory;

    @Test
    void twoPeopleTalkAndOthersDoNotSeeIt() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            String londo = service.token("londo");
            String bayko = service.token("bayko");

            HttpResponse<String> first = service.post(londo, Json.object("handle", "bayko", "message", "hello"));
            String group = Json.parse(first.body()).get("message_group_uuid").asText();
            service.post(bayko, Json.object("message_group_uuid", group, "message", "hello yourself"));

            assertThat(service.texts(londo, group)).containsExactly("hello", "hello yourself");
            assertThat(service.get("/api/messages/" + group, service.token("altbrown"))
                            .statusCode())
                    .isEqualTo(404);
            ServiceProcess.waitUntil(() -> newestInInbox(service, bayko).equals("hello yourself"));
        }
    }

    @Test
    void theSeededConversationIsThereAndEndedBeforeNow() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            String andrew = service.token("andrewbrown");

            assertThat(service.allTexts(andrew, SEEDED))
                    .hasSizeGreaterThanOrEqualTo(100)
                    .doesNotHaveDuplicates();
            assertThat(service.get("/api/message_groups", andrew).body()).contains(SEEDED, "bayko");
        }
    }

    @Test
    void theWebClientIsInTheJarForTheSeedUsers() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            String andrew = service.token("andrewbrown");

            String page = service.get("/messages", andrew).body();
            String scripts = page.replaceAll("(?s).*src=\"(/web/[^\"]+/js/)main.js\".*", "$1");
            assertThat(service.get(scripts + "preact.js", andrew).statusCode()).isEqualTo(200);
            assertThat(service.get(scripts + "config.js", andrew).body()).contains("\"sign_in\":\"dev\"");
        }
    }

    @Test
    void theTokenCommandPrintsATokenAndNothingElse() throws Exception {
        try (ServiceProcess service =
                        ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory");
                ServiceProcess command = ServiceProcess.run(
                        directory, ServiceProcess.SERVICE_JAR, Map.of(), "token", "londo", "--url", service.url())) {
            assertThat(command.exitCode()).isZero();
            assertThat(command.err()).isEmpty();
            assertThat(command.out().lines()).hasSize(1);
            assertThat(service.get("/api/message_groups", command.out().strip()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void sigtermEndsItWithZero() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            service.terminate();

            assertThat(service.exitCode()).isZero();
            assertThat(service.err()).isEmpty();
        }
    }

    private static String newestInInbox(ServiceProcess service, String token) {
        try {
            return Json.parse(service.get("/api/message_groups", token).body())
                    .path(0)
                    .path("message")
                    .asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
