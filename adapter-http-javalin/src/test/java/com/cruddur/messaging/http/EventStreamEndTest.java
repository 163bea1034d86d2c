package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.EventReader.CLOSED;
import static com.cruddur.messaging.http.EventReader.COMMENT;
import static com.cruddur.messaging.http.EventReader.READY;
import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cruddur.messaging.domain.Event;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How streams go on while nothing happens, and how they end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamEndTest {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REQUEST =
            "GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ANDREW + "\r\n\r\n";

    private TestServer server;

    @AfterEach
    void close() {
        server.close();
    }

    private void start(int ticksPerComment, int ticksPerLookUp) {
        server = new TestServer(new Timings(
                Duration.ofSeconds(10),
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                ticksPerComment,
                ticksPerLookUp,
                Duration.ofMillis(500)));
    }

    @Test
    void anIdleStreamGetsComments() throws Exception {
        start(2, NEVER);
        try (EventReader andrew = EventReader.open(server, ANDREW)) {
            assertThat(andrew.nextPart()).isEqualTo(COMMENT);
            assertThat(andrew.nextPart()).isEqualTo(COMMENT);
        }
    }

    @Test
    void aStreamEndsWithItsTokenAndOthersGoOn() throws Exception {
        start(NEVER, NEVER);
        server.ends.put(ANDREW, Instant.now().plusMillis(400));
        server.ends.put(BAYKO, Instant.now().plusSeconds(3600));
        try (EventReader bayko = EventReader.open(server, BAYKO);
                EventReader andrew = EventReader.open(server, ANDREW)) {
            assertThat(andrew.next()).isEqualTo("event: end\ndata: {\"reason\":\"token_expired\"}\n");
            assertThat(andrew.next()).isEqualTo(CLOSED);
            await().atMost(PATIENCE).until(() -> server.events.users().equals(List.of(server.bayko.uuid())));

            server.events.publishToAll(new Event.EventsLost());
            assertThat(bayko.next()).isEqualTo(READY);
        }
    }

    @Test
    void theConnectionOfAStreamThatEndedTakesTheNextRequest() throws Exception {
        start(NEVER, NEVER);
        server.ends.put(ANDREW, Instant.now().plusMillis(100));
        try (RawStream stream = new RawStream(
                server.port(), REQUEST + "GET /api/health-check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            assertThat(stream.readUntil("{\"success\":true}")).contains("token_expired", "\r\n0\r\n\r\nHTTP/1.1 200");
        }
    }

    @Test
    void aStreamEndsWhenItsUserHasGoneButNotWhenTheUsersCannotBeRead() throws Exception {
        start(NEVER, 2);
        try (EventReader andrew = EventReader.open(server, ANDREW);
                EventReader bayko = EventReader.open(server, BAYKO)) {
            server.usersFail = true;
            int before = server.lookUps.get();
            await().atMost(PATIENCE).until(() -> server.lookUps.get() > before + 4);
            server.usersFail = false;
            server.removed.add("sub-andrew");

            assertThat(andrew.next()).isEqualTo("event: end\ndata: {\"reason\":\"user_removed\"}\n");
            assertThat(andrew.next()).isEqualTo(CLOSED);
            server.events.publishToAll(new Event.EventsLost());
            assertThat(bayko.next()).isEqualTo(READY);
        }
    }

    @Test
    void aStopTellsEveryStreamAndEndsIt() throws Exception {
        start(NEVER, NEVER);
        int port = server.port();
        try (EventReader andrew = EventReader.open(server, ANDREW);
                EventReader bayko = EventReader.open(server, BAYKO)) {
            CompletableFuture.runAsync(server::close).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            for (EventReader reader : List.of(andrew, bayko)) {
                assertThat(reader.next()).isEqualTo("event: end\ndata: {\"reason\":\"server_stopping\"}\n");
                assertThat(reader.next()).isEqualTo(CLOSED);
            }
        }
        assertThat(server.events.users()).isEmpty();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aStopDuringTheSubscriptionEndsTheStreamOnceItIsOpen() throws Exception {
        start(NEVER, NEVER);
        int port = server.port();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        server.beforeSubscription = () -> {
            entered.countDown();
            mayGoOn.await(20, TimeUnit.SECONDS);
        };
        CompletableFuture<HttpResponse<InputStream>> answer =
                EventReader.sendAsync(server.request("/api/events", ANDREW).build());
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
                        .isInstanceOf(ConnectException.class));
        TimeUnit.SECONDS.sleep(1); // longer than an idle connection has at this point
        mayGoOn.countDown();

        try (InputStream body = answer.get(20, TimeUnit.SECONDS).body()) {
            assertThat(new String(body.readAllBytes(), US_ASCII))
                    .isEqualTo("event: end\ndata: {\"reason\":\"server_stopping\"}\n\n");
        }
        stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(server.events.users()).isEmpty();
    }

    @Test
    void aStopDoesNotWaitForAClientThatDoesNotRead() throws Exception {
        server = new TestServer(new Timings(
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofMillis(20),
                NEVER,
                NEVER,
                Duration.ofMillis(500)));
        try (RawStream stalled = new RawStream(server.port(), REQUEST)) {
            stalled.readUntil("\n\n");
            fill();

            CompletableFuture.runAsync(server::close).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(server.events.users()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosed() throws Exception {
        start(NEVER, NEVER);
        try (RawStream stalled = new RawStream(server.port(), REQUEST);
                EventReader other = EventReader.open(server, BAYKO)) {
            stalled.readUntil("\n\n");
            int told = fill();

            await().atMost(PATIENCE).until(() -> server.events.users().equals(List.of(server.bayko.uuid())));
            assertThat(stalled.readToTheEnd()).isLessThan(told);
            server.events.publishToAll(new Event.EventsLost());
            assertThat(other.next()).isEqualTo(READY);
        }
    }

    @Test
    void aClientThatHasGoneIsForgotten() throws Exception {
        start(2, NEVER);
        RawStream stream = new RawStream(server.port(), REQUEST);
        stream.readUntil("\n\n");
        assertThat(server.events.users()).containsExactly(server.andrew.uuid());

        stream.close();

        await().atMost(PATIENCE).until(() -> server.events.users().isEmpty());
    }

    /** Tells more than the buffers of both sides hold. Returns the number of bytes. */
    private int fill() {
        int events = 30_000;
        for (int i = 0; i < events; i++) {
            Event event = new Event.ReadFurther(UUID.randomUUID(), server.andrew.uuid(), Instant.EPOCH);
            server.events.publish(List.of(server.andrew.uuid()), event);
        }
        return events * 150;
    }
}
