package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code messaging.jar serve --store memory}, end to end. */
final class MemoryServiceIT {
    private static final String SEEDED = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @TempDir
    private static Path directory;

    private static ServiceProcess service;

    @BeforeAll
    static void start() throws Exception {
        service = serve();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    private static ServiceProcess serve() throws Exception {
        return ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory");
    }

    @Test
    void twoPeopleTalkAndOthersDoNotSeeIt() throws Exception {
        String londo = service.token("londo");
        String bayko = service.token("bayko");

        HttpResponse<String> first = service.post(londo, Json.object("handle", "bayko", "message", "hello"));
        String group = Json.parse(first.body()).get("message_group_uuid").asText();
        service.post(bayko, Json.object("message_group_uuid", group, "message", "hello yourself"));

        assertThat(service.texts(londo, group)).containsExactly("hello", "hello yourself");
        assertThat(service.get("/api/messages/" + group, service.token("altbrown"))
                        .statusCode())
                .isEqualTo(404);
        ServiceProcess.waitUntil(() -> newestInInbox(bayko).equals("hello yourself"));
    }

    @Test
    void theSeededConversationIsThereAndEndedBeforeNow() throws Exception {
        String andrew = service.token("andrewbrown");

        assertThat(service.allTexts(andrew, SEEDED))
                .hasSizeGreaterThanOrEqualTo(100)
                .doesNotHaveDuplicates();
        assertThat(service.get("/api/message_groups", andrew).body()).contains(SEEDED, "bayko");
    }

    @Test
    void theWebClientIsInTheJarForTheSeedUsers() throws Exception {
        String andrew = service.token("andrewbrown");

        String page = service.get("/messages", andrew).body();
        String scripts = page.replaceAll("(?s).*src=\"(/web/[^\"]+/js/)main.js\".*", "$1");
        assertThat(service.get(scripts + "preact.js", andrew).statusCode()).isEqualTo(200);
        assertThat(service.get(scripts + "config.js", andrew).body()).contains("\"sign_in\":\"dev\"");
    }

    @Test
    void theTokenCommandPrintsATokenAndNothingElse() throws Exception {
        try (ServiceProcess command = ServiceProcess.run(
                directory, ServiceProcess.SERVICE_JAR, Map.of(), "token", "londo", "--url", service.url())) {
            assertThat(command.exitCode()).isZero();
            assertThat(command.err()).isEmpty();
            assertThat(command.out().lines()).hasSize(1);
            assertThat(service.get("/api/message_groups", command.out().strip()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theFirstRequestsAllSucceedThoughThereAreMoreThanThreads() throws Exception {
        try (ServiceProcess service = serve()) {
            String token = service.token("londo");
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/api/message_groups"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatAClientSendsAsAHostIsNotLogged() throws Exception {
        String token = service.token("londo");
        String esc = "\u001b[31m";
        for (String request : List.of(
                "GET / HTTP/1.1\r\nHost: x:" + token,
                "GET / HTTP/1.1\r\nHost: " + token + " y",
                "GET / HTTP/1.1\r\nHost: [" + token,
                "GET / HTTP/1.1\r\nHost: " + "z".repeat(7_000) + "_:x",
                "GET / HTTP/1.1\r\nHost: " + token + "\r\nHost: " + token,
                "GET http://x:" + token + "/ HTTP/1.1\r\nHost: x",
                "CONNECT x:" + token + " HTTP/1.1\r\nHost: x",
                "CONNECT " + esc + token + " HTTP/1.1\r\nHost: x",
                "GET /" + esc + token + "?%zz HTTP/1.1\r\nHost: " + esc)) {
            assertThat(statusLine(URI.create(service.url()), request)).contains(" 400 ");
        }
        assertThat(service.err()).isEmpty();
    }

    private static String statusLine(URI service, String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @Test
    void sigtermEndsItWithZero() throws Exception {
        try (ServiceProcess service = serve()) {
            service.terminate();

            assertThat(service.exitCode()).isZero();
            assertThat(service.err()).isEmpty();
        }
    }

    private static String newestInInbox(String token) {
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
