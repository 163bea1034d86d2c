package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code messaging.jar serve --store dynamodb} on stores that are there, and that outlive it. */
final class DynamoDbServiceIT {
    @TempDir
    private static Path ofStack;

    private static LocalStack stack;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start(ofStack);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @BeforeEach
    void emptyTheTable() {
        stack.renewMessages();
    }

    @Test
    void aKilledServiceLosesNothingThatItAcknowledged() throws Exception {
        String token = stack.token("londo");
        String group;
        List<String> acknowledged;
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            group = Json.parse(service.post(token, Json.object("handle", "bayko", "message", "first"))
                            .body())
                    .get("message_group_uuid")
                    .asText();
            Senders senders = Senders.start(service, token, group);
            ServiceProcess.waitUntil(() -> senders.count() >= 200);
            service.kill();
            acknowledged = senders.acknowledged();
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            assertThat(service.allTexts(stack.token("bayko"), group))
                    .doesNotHaveDuplicates()
                    .contains("first")
                    .containsAll(acknowledged);
        }
    }

    @Test
    void aTokenThatIsNotGoodPostsNothing() throws Exception {
        String body = Json.object("handle", "bayko", "message", "let me in");
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            for (Map.Entry<String, String> bad : stack.badTokens("londo").entrySet()) {
                HttpResponse<String> answer = service.post(bad.getValue(), body);
                assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
                assertThat(Json.parse(answer.body()).get("errors").get(0).asText())
                        .isEqualTo("token_invalid");
            }
            HttpResponse<String> stranger = service.post(stack.token("nobody"), body);
            assertThat(stranger.statusCode()).isEqualTo(403);
            assertThat(Json.parse(stranger.body()).get("errors").get(0).asText())
                    .isEqualTo("user_unknown");
            assertThat(service.get("/api/message_groups", stack.token("londo")).body())
                    .isEqualTo("[]");
            assertThat(service.get("/api/message_groups", stack.token("bayko")).body())
                    .isEqualTo("[]");
        }
    }

    @Test
    void aServiceThatShouldReadAStreamRefusesATableWithoutOne() throws Exception {
        stack.dropStream();
        try (ServiceProcess service =
                ServiceProcess.run(directory, SERVICE_JAR, stack.environment(), "serve", "--port", "0")) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.err()).contains("the table cruddur-messages", "has no stream", "ddb schema-load");
            assertThat(service.out()).isEmpty();
        }
        try (ServiceProcess service =
                ServiceProcess.serve(directory, SERVICE_JAR, stack.environment(), "--stream", "none")) {
            assertThat(service.get("/api/message_groups", stack.token("londo")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void missingIndexesAreOneWarningAndADataDirectoryThatIsNotNeededIsNotAskedFor() throws Exception {
        TestDatabases.execute(
                stack.environment().get("CONNECTION_URL"),
                "drop index public.users_handle_key, public.users_cognito_user_id_key");
        String file = Files.writeString(directory.resolve("file"), "").toString();
        try (ServiceProcess service = ServiceProcess.serve(
                directory, SERVICE_JAR, stack.environment(), "--stream", "none", "--data-dir", file)) {
            assertThat(service.err().lines())
                    .singleElement()
                    .asString()
                    .contains("WARN", "users_handle_key and users_cognito_user_id_key", "messaging db schema-load");
            assertThat(service.get("/api/message_groups", stack.token("londo")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whereAUserPoolIsConfiguredThereIsNoLocalIssuer() throws Exception {
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment());
                ServiceProcess command = ServiceProcess.run(
                        directory, SERVICE_JAR, stack.environment(), "token", "londo", "--url", service.url())) {
            assertThat(service.get("/dev/.well-known/jwks.json", "").statusCode())
                    .isEqualTo(404);
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.err()).contains("has no local issuer");
            assertThat(service.get("/api/message_groups", stack.token("londo")).statusCode())
                    .isEqualTo(200);
        }
    }
}
