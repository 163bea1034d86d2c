package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static com.cruddur.messaging.embedded.ServiceProcess.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.NewMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Inboxes follow messages that no instance of the service has posted, so that none was nudged. */
final class StreamIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    @TempDir
    private Path directory;

    @Test
    void theEmbeddedServiceFollowsItsStreamAndGoesOnAfterARestart() throws Exception {
        int port = LocalStack.freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Map<String, String> environment = Map.of("MESSAGING_DYNAMODB_PORT", "" + port);
        String group;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            group = firstContact(service, service.token("londo"));
            appendAtTheTable(endpoint, group, "said elsewhere");
            awaitPreview(service, service.token("londo"), "said elsewhere");
            service.terminate();
            assertThat(service.exitCode()).isZero();
        }
        assertThat(directory.resolve("data/stream-checkpoint")).content().contains("shard ");
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            appendAtTheTable(endpoint, group, "said after the restart");
            awaitPreview(service, service.token("bayko"), "said after the restart");
            assertThat(service.err()).doesNotContain("stream");
        }
    }

    @Test
    void aServiceFollowsTheStreamUnlessItIsToldNotTo() throws Exception {
        try (LocalStack stack = LocalStack.start(directory)) {
            Map<String, String> none = new HashMap<>(stack.environment());
            none.put("MESSAGING_STREAM", "none");
            String group;
            try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, none)) {
                group = firstContact(service, stack.token("londo"));
                appendAtTheTable(stack.endpoint(), group, "said elsewhere");
            }
            assertThat(directory.resolve("data")).doesNotExist();
            try (ServiceProcess service = ServiceProcess.serve(directory, SERVICE_JAR, stack.environment())) {
                awaitPreview(service, stack.token("bayko"), "said elsewhere");
                appendAtTheTable(stack.endpoint(), group, "said again");
                awaitPreview(service, stack.token("bayko"), "said again");
            }
        }
    }

    private static String firstContact(ServiceProcess service, String token) throws Exception {
        String answer = service.post(token, Json.object("handle", "bayko", "message", "hello"))
                .body();
        return Json.parse(answer).get("message_group_uuid").asText();
    }

    private static void appendAtTheTable(URI endpoint, String uuid, String text) {
        try (DynamoDbClient client = DynamoDb.client(endpoint, null).build()) {
            DynamoDbStore store = new DynamoDbStore(client, TableAdmin.NAME);
            MessageGroup group = store.groups().find(UUID.fromString(uuid)).orElseThrow();
            User sender = new User(group.members().get(0), "Somebody", "somebody");
            // Unlike a post, it leaves the rows to the stream.
            store.appendAll(group, List.of(new NewMessage(UUID.randomUUID(), sender, new MessageText(text), NOW)));
        }
    }

    private static void awaitPreview(ServiceProcess service, String token, String text) {
        waitUntil(() -> {
            try {
                JsonNode groups =
                        Json.parse(service.get("/api/message_groups", token).body());
                return groups.get(0).get("message").asText().equals(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }
}
