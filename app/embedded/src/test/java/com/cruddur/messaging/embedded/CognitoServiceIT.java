package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.cognito.CognitoLocal;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code messaging.jar} in front of a Cognito user pool: from the pool's users to their messages. */
final class CognitoServiceIT {
    @TempDir
    private Path directory;

    @Test
    void whoSignsInToThePoolPostsWithThatVeryToken() throws Exception {
        try (LocalStack stack = LocalStack.start(directory);
                CognitoLocal cognito = CognitoLocal.start(Files.createDirectory(directory.resolve("cognito")))) {
            String clientId = cognito.createClient();
            createUser(cognito, "londo", "Londo Mollari");
            createUser(cognito, "vir", "Vir Cotto");
            Map<String, String> environment = environment(stack, cognito, clientId);
            JsonNode changed = command(environment, "db", "update-cognito-user-ids", "--json");
            assertThat(changed.get("handle").asText()).isEqualTo("londo");

            try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, environment)) {
                String londo = cognito.signIn("londo", clientId);
                String vir = cognito.signIn("vir", clientId);
                String toVir = Json.object("handle", "vir", "message", "Vir! Where are you?");
                assertError(service.post(londo, toVir), 422, "user_receiver_not_found");
                assertError(service.get("/api/message_groups", vir), 403, "user_unknown");

                command(environment, "db", "add-user", "VIR", "--json");
                HttpResponse<String> posted = service.post(londo, toVir);
                assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
                JsonNode message = Json.parse(posted.body());
                assertThat(message.get("display_name").asText()).isEqualTo("Londo Mollari");
                String group = message.get("message_group_uuid").asText();
                assertThat(service.texts(vir, group)).containsExactly("Vir! Where are you?");
            }
        }
    }

    private static void createUser(CognitoLocal cognito, String handle, String name) {
        cognito.createUser(
                handle, Map.of("preferred_username", handle, "name", name, "email", handle + "@example.com"));
    }

    private static Map<String, String> environment(LocalStack stack, CognitoLocal cognito, String clientId) {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.put("AWS_COGNITO_USER_POOL_ID", cognito.poolId());
        environment.put("AWS_COGNITO_USER_POOL_CLIENT_ID", clientId);
        environment.put(
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito.endpoint().toString());
        return environment;
    }

    /** The first line of what it prints. */
    private JsonNode command(Map<String, String> environment, String... arguments) throws Exception {
        try (ServiceProcess command = ServiceProcess.run(directory, SERVICE_JAR, environment, arguments)) {
            assertThat(command.exitCode()).as(command.err()).isZero();
            return Json.parse(command.out().lines().findFirst().orElseThrow());
        }
    }

    private static void assertError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.parse(answer.body()).get("errors").get(0).asText()).isEqualTo(code);
    }
}
