package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code messaging.jar serve --store postgres} on a database that is there, and that outlives it. */
final class PostgresServiceIT {
    @TempDir
    private static Path ofStack;

    private static PostgresStack stack;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        stack = PostgresStack.start(ofStack);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void aKilledServiceLosesNothingThatItAcknowledged() throws Exception {
        String token = stack.token("londo");
        String group;
        List<String> acknowledged;
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            group = firstContact(service, token, "bayko");
            Senders senders = Senders.start(service, token, group);
            ServiceProcess.waitUntil(() -> senders.count() >= 200);
            service.kill();
            acknowledged = senders.acknowledged();
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            assertThat(service.allTexts(stack.token("bayko"), group))
                    .doesNotHaveDuplicates()
                    .contains("hello bayko")
                    .containsAll(acknowledged);
            assertThat(service.get("/api/message_groups", stack.token("bayko")).body())
                    .contains(group);
            service.terminate();
            assertThat(service.exitCode()).isZero();
            assertThat(service.err()).isEmpty();
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aDatabaseThatGoesAwayIsOneLineAndIsUsedAgainOnceItIsBack() throws Exception {
        String token = stack.token("andrewbrown");
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            String group = firstContact(service, token, "altbrown");
            stack.stopPostgres();
            for (int i = 0; i < 3; i++) {
                requireUnavailable(service.get("/api/message_groups", token));
                requireUnavailable(service.get("/api/messages/" + group, token));
                requireUnavailable(service.post(token, Json.object("message_group_uuid", group, "message", "lost")));
                requireUnavailable(service.post(token, Json.object("handle", "altbrown", "message", "lost")));
            }
            assertThat(service.get("/api/health-check", token).statusCode()).isEqualTo(200);
            stack.startPostgresAgain();
            ServiceProcess.waitUntil(() -> isAnswered(service, token, group));
            assertThat(service.texts(token, group)).containsExactly("hello altbrown");
            assertThat(service.err().lines().filter(it -> !it.contains("Listener")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "a store is out of reach at GET /api/message_groups");
            assertThat(service.err().lines().filter(it -> it.contains("WARN  Listener")))
                    .singleElement()
                    .asString()
                    .contains("events of other instances cannot be heard");
        }
    }

    /** Remembered for seconds, a user who was removed is gone all the same. */
    @Test
    void aUserWhoWasRemovedIsSoonUnknown() throws Exception {
        TestDatabases.execute(
                stack.connectionUrl(),
                "insert into public.users (display_name, handle, email, cognito_user_id)"
                        + " values ('Vir Cotto', 'vir', 'vir@example.com', 'subject of vir')");
        String token = stack.token("vir");
        try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
            assertThat(service.get("/api/message_groups", token).statusCode()).isEqualTo(200);
            TestDatabases.execute(stack.connectionUrl(), "delete from public.users where handle = 'vir'");
            ServiceProcess.waitUntil(() -> status(service, token) == 403);
        }
    }

    private static String firstContact(ServiceProcess service, String token, String handle) throws Exception {
        HttpResponse<String> posted = service.post(token, Json.object("handle", handle, "message", "hello " + handle));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
        return Json.parse(posted.body()).get("message_group_uuid").asText();
    }

    private static void requireUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.parse(answer.body()).get("errors").get(0).asText()).isEqualTo("unavailable");
    }

    private static boolean isAnswered(ServiceProcess service, String token, String group) {
        try {
            return service.get("/api/messages/" + group, token).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(ServiceProcess service, String token) {
        try {
            return service.get("/api/message_groups", token).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
