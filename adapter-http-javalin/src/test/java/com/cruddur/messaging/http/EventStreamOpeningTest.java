package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.StorageException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which requests open a stream, and what the others are answered. A stream that should have been refused goes on for ever; then a test
 * ends by its timeout.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamOpeningTest {
    private final TestServer server = new TestServer();
    private final OpenStreams streams = new OpenStreams(server);

    @AfterEach
    void close() throws Exception {
        streams.close();
        server.close();
    }

    @Test
    void theAnswerBeginsOnlyAfterTheSubscription() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        server.beforeSubscription = () -> {
            entered.countDown();
            mayGoOn.await(20, TimeUnit.SECONDS);
        };
        CompletableFuture<HttpResponse<InputStream>> answer =
                EventReader.sendAsync(server.request("/api/events", ANDREW).build());
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).isNotDone();
        mayGoOn.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        answer.get().body().close();
    }

    @Test
    void subscriptionsThatTakeLongDelayNoOtherRequest() throws Exception {
        CountDownLatch entered = new CountDownLatch(10);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        server.beforeSubscription = () -> {
            entered.countDown();
            mayGoOn.await(60, TimeUnit.SECONDS);
        };
        List<CompletableFuture<HttpResponse<InputStream>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(
                    EventReader.sendAsync(server.request("/api/events", ANDREW).build()));
        }
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.get("/api/message_groups", ANDREW).statusCode()).isEqualTo(200);
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        mayGoOn.countDown();
        for (CompletableFuture<HttpResponse<InputStream>> answer : answers) {
            answer.get(20, TimeUnit.SECONDS).body().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events/", "/api/%65vents", "/api/events;a=b", "/api/./events", "/api/x/../events"})
    void anotherSpellingOfThePathIsNothing(String path) throws Exception {
        RawHttp answer = RawHttp.send(
                server.port(),
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ANDREW
                        + "\r\nConnection: close\r\n\r\n");
        Answer.assertProblem(answer, 404, "not_found");
    }

    @Test
    void aSubscriptionThatFailsIsAnsweredAsAnyFailureAndLeavesNothing() throws Exception {
        server.beforeSubscription = () -> {
            throw new StorageException("the other instances cannot be heard", null);
        };
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = server.get("/api/events", ANDREW);
            Answer.assertProblem(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
        server.beforeSubscription = () -> {};
        streams.open(ANDREW);
    }

    @Test
    void theEleventhStreamOfAUserIsRefusedUntilAnotherHasGone() throws Exception {
        for (int i = 0; i < 10; i++) {
            streams.open(ANDREW);
        }

        HttpResponse<String> eleventh = server.get("/api/events", ANDREW);
        Answer.assertProblem(eleventh, 429, "too_many_streams");
        assertThat(eleventh.headers().firstValue("Retry-After")).contains("1");
        streams.open(BAYKO);

        streams.readers().get(0).close();
        await().atMost(Duration.ofSeconds(20)).until(() -> status(ANDREW) == 200);
    }

    @Test
    void headAnswersTheHeadersAndOpensNothing() throws Exception {
        HttpResponse<String> head = server.send(server.request("/api/events", ANDREW)
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(server.events.users()).isEmpty();
    }

    @Test
    void theHeadersForbidCachesAndBuffers() throws Exception {
        HttpResponse<InputStream> answer =
                EventReader.answer(server.request("/api/events", ANDREW).build());

        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("text/event-stream"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-accel-buffering", List.of("no"))
                .doesNotContainKey("content-length");
        answer.body().close();
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        HttpRequest.Builder request = server.request("/api/events", ANDREW);

        HttpResponse<String> answer =
                server.send(request.POST(BodyPublishers.ofString("{}")).build());

        Answer.assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }

    @Test
    void aStreamNeedsACallerWithAUser() throws Exception {
        Answer.assertProblem(server.get("/api/events", "wrong"), 401, "token_invalid");
        Answer.assertProblem(server.get("/api/events", NOBODY), 403, "user_unknown");
        Answer.assertProblem(
                server.send(HttpRequest.newBuilder(server.uri("/api/events")).build()), 401, "token_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/html, application/json;q=0.9",
                "text/event-stream;q=0",
                "text/event-stream;q=0, */*",
                "text/*;q=0.000, */*",
                "*/*;q=0",
                "text/event-stream;q=2",
                "text/event-stream;q=-1",
                "text/event-stream;q=",
                "text/event-stream;q=x",
                "text/event-streams",
                "text",
                "*",
                "*/event-stream",
                ";;;",
                ",",
                "\"text/event-stream\""
            })
    void anAcceptThatExcludesAStreamIsRefused(String accept) throws Exception {
        RawHttp answer =
                RawHttp.send(server.port(), rawGet("HTTP/1.1", "Accept: " + accept + "\r\nConnection: close\r\n"));

        Answer.assertProblem(answer, 406, "not_acceptable");
        assertThat(server.events.users()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Accept:\r\n",
                "Accept: */*\r\n",
                "Accept: text/*\r\n",
                "Accept: Text/Event-Stream\r\n",
                "Accept: text/event-stream;charset=utf-8\r\n",
                "Accept: text/event-stream ; Q=0.001\r\n",
                "Accept: application/json, text/event-stream;q=0.1\r\n",
                "Accept: application/json\r\nAccept: */*;q=0.1\r\n",
                "Accept: */*;q=0, text/event-stream\r\n"
            })
    void anyOtherAcceptIsTaken(String header) throws Exception {
        try (RawStream stream = new RawStream(server.port(), rawGet("HTTP/1.1", header))) {
            assertThat(stream.readUntil("\n\n")).startsWith("HTTP/1.1 200 ").endsWith("event: ready\ndata: {}\n\n");
        }
    }

    @Test
    void aClientOfTheFirstVersionGetsTheBareText() throws Exception {
        try (RawStream stream = new RawStream(server.port(), rawGet("HTTP/1.0", ""))) {
            String beginning = stream.readUntil("\n\n");
            assertThat(beginning)
                    .startsWith("HTTP/1.")
                    .contains(" 200 ")
                    .endsWith("\r\n\r\nevent: ready\ndata: {}\n\n");
            assertThat(beginning).doesNotContain("Transfer-Encoding");
            server.events.publishToAll(new Event.EventsLost());
            assertThat(stream.readUntil("\n\n")).isEqualTo("event: ready\ndata: {}\n\n");
        }
    }

    private String rawGet(String version, String headers) {
        return "GET /api/events " + version + "\r\nHost: x\r\nAuthorization: Bearer " + ANDREW + "\r\n" + headers
                + "\r\n";
    }

    private int status(String token) throws Exception {
        HttpResponse<InputStream> answer =
                EventReader.answer(server.request("/api/events", token).build());
        answer.body().close();
        return answer.statusCode();
    }
}
