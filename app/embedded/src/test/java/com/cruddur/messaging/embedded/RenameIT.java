package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code db rename}, which changes the directory and the inboxes. */
final class RenameIT {
    @TempDir
    private static Path directory;

    private static DdbStack stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new DdbStack(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    @BeforeEach
    void seed() {
        stores.renew();
        stores.done("seed");
    }

    private static Invocation rename(String... arguments) {
        List<String> all = new ArrayList<>(List.of("db", "rename"));
        all.addAll(Arrays.asList(arguments));
        if (!all.contains("--endpoint-url")) {
            all.addAll(List.of("--endpoint-url", stores.stack().endpoint().toString()));
        }
        all.addAll(List.of("--connection-url", stores.stack().environment().get("CONNECTION_URL")));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static JsonNode groupOf(String handle) {
        return stores.done("list-conversations", handle, "--json").json().get(0);
    }

    @Test
    void othersSeeTheNewNamesAtOnceAndOnNewMessages() throws Exception {
        JsonNode renamed = rename("bayko", "--display-name", "Andy B.", "--handle", "andyb", "--json")
                .json()
                .get(0);
        assertThat(renamed.get("handle").asText()).isEqualTo("andyb");
        assertThat(renamed.get("inboxes_changed").asInt()).isEqualTo(1);
        assertThat(groupOf("andrewbrown").get("display_name").asText()).isEqualTo("Andy B.");
        assertThat(groupOf("andrewbrown").get("handle").asText()).isEqualTo("andyb");
        assertThat(stores.done("get-conversation", "--json").json())
                .extracting(it -> it.get("handle").asText())
                .containsOnly("andrewbrown", "bayko");

        try (ServiceProcess service = ServiceProcess.serve(
                directory, ServiceProcess.SERVICE_JAR, stores.stack().environment(), "--stream", "none")) {
            String group = groupOf("andyb").get("uuid").asText();
            String posted = service.post(
                            stores.stack().token("bayko"),
                            "{\"message\": \"It is me.\", \"message_group_uuid\": \"" + group + "\"}")
                    .body();
            assertThat(Json.parse(posted).get("display_name").asText()).isEqualTo("Andy B.");
            assertThat(Json.parse(posted).get("handle").asText()).isEqualTo("andyb");
        }
        assertThat(rename("andyb", "--display-name", "Andrew Bayko", "--handle", "bayko")
                        .succeeded()
                        .out())
                .contains("Andrew Bayko");
    }

    @Test
    void whatIsRefusedChangesNothing() {
        rename("bayko", "--handle", "LONDO").failed("nothing was done: another user has the handle LONDO");
        rename("nobody", "--handle", "x").failed("nothing was done: there is no user with the handle nobody");
        rename("bayko", "--handle", " ").failed("nothing was done: the handle is empty, or has white space");
        rename("bayko", "--handle", "a b").failed("nothing was done: the handle is empty, or has white space");
        rename("bayko", "--display-name", "").failed("nothing was done: the display name is blank");
        rename("bayko", "--display-name", "X", "--endpoint-url", "http://127.0.0.1:1")
                .failed("it does not answer");

        assertThat(stores.user("bayko").displayName()).isEqualTo("Andrew Bayko");
        assertThat(groupOf("andrewbrown").get("handle").asText()).isEqualTo("bayko");
    }

    @Test
    void inboxesCatchUpWithADirectoryThatSomebodyElseChanged() {
        TestDatabases.execute(
                stores.stack().environment().get("CONNECTION_URL"),
                "update public.users set display_name = 'A. Brown' where handle = 'andrewbrown'");
        assertThat(groupOf("bayko").get("display_name").asText()).isEqualTo("Andrew Brown");

        rename("andrewbrown").succeeded();

        assertThat(groupOf("bayko").get("display_name").asText()).isEqualTo("A. Brown");
        assertThat(rename("andrewbrown", "--display-name", "Andrew Brown", "--json")
                        .json()
                        .get(0)
                        .get("inboxes_changed")
                        .asInt())
                .isEqualTo(1);
    }
}
