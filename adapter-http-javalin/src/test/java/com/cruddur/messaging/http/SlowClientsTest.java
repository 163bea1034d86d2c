package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many more slow clients than the server has threads hold none of them. */
class SlowClientsTest {
    private static final int SENDERS = 600;
    private static final int READERS = 250;
    private static final int DRIP_MILLIS = 200;
    private static final String POST = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer " + ANDREW + "\r\n";

    private final TestServer server = new TestServer(routes -> {}, Duration.ofSeconds(5));
    private final List<Socket> clients = new ArrayList<>();
    private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() throws IOException {
        dripping.shutdownNow();
        for (Socket client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void clientsThatSendAByteNowAndThenDelayNobodyElseAndAreAnswered408() throws Exception {
        List<String> beginnings = List.of(
                POST + "Content-Length: 16000\r\n\r\n{",
                POST + "Transfer-Encoding: chunked\r\n\r\n3e00\r\n{",
                POST + "X-Slow: ");
        for (int i = 0; i < SENDERS; i++) {
            connect(beginnings.get(i % beginnings.size()));
        }
        dripping.scheduleAtFixedRate(
                () -> clients.forEach(SlowClientsTest::drip), 0, DRIP_MILLIS, TimeUnit.MILLISECONDS);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> answer(clients.get(0)));
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> answer(clients.get(1)));

        while (!first.isDone() || !second.isDone()) {
            assertOthersAreServed();
        }

        Answer.assertProblem(RawHttp.parse(first.join()), 408, "request_timeout");
        Answer.assertProblem(RawHttp.parse(second.join()), 408, "request_timeout");
        assertOthersAreServed();
    }

    @Test
    void clientsThatDoNotReadTheirAnswersDelayNobodyElse() throws Exception {
        for (int i = 0; i < 99; i++) {
            assertThat(post("\uD83E\uDD84".repeat(1_024))).isEqualTo(200);
        }
        String get = "GET /api/messages/" + server.group + "?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + ANDREW + "\r\n\r\n";
        for (int i = 0; i < READERS; i++) {
            connect(get);
        }
        for (Socket client : clients) {
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }

        assertOthersAreServed();
    }

    private void assertOthersAreServed() throws Exception {
        assertThat(post("while others are slow")).isEqualTo(200);
        assertThat(server.get("/api/message_groups", ANDREW).statusCode()).isEqualTo(200);
    }

    private int post(String message) throws Exception {
        String body = "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"" + message + "\"}";
        return server.post(ANDREW, body).statusCode();
    }

    /** With a small window, so that what is not read stays at the server. */
    private void connect(String beginning) throws IOException {
        Socket socket = new Socket();
        clients.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()), 10_000);
        socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
    }

    private static void drip(Socket client) {
        try {
            client.getOutputStream().write(' ');
        } catch (SocketException answeredAndClosed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes that come before the server closes or resets the connection. */
    private static String answer(Socket client) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int b = client.getInputStream().read();
                    b >= 0;
                    b = client.getInputStream().read()) {
                answer.append((char) b);
            }
        } catch (SocketException reset) {
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString();
    }
}
