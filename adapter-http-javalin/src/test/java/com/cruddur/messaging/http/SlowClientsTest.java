package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many more slow clients than the server has threads hold none of them. */
class SlowClientsTest {
    private static final int CLIENTS = 600;
    private static final int ROUNDS = 5;

    private final TestServer server = new TestServer(group -> {}, routes -> {}, Duration.ofSeconds(5));
    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void clientsThatSendAByteNowAndThenDelayNobodyElse() throws Exception {
        String post = "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + ANDREW + "\r\n";
        List<String> slow = List.of(
                post + "Content-Length: 16000\r\n\r\n{",
                post + "Transfer-Encoding: chunked\r\n\r\n3e00\r\n{",
                post + "X-Slow: ");
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(connect(slow.get(i % slow.size())));
        }

        for (int round = 0; round < ROUNDS; round++) {
            for (Socket client : clients) {
                client.getOutputStream().write(' ');
            }
            assertThat(server.post(ANDREW, inGroup("round " + round)).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/api/messages/" + server.group, ANDREW).statusCode())
                    .isEqualTo(200);
        }
        assertThat(server.store
                        .newestFirst(server.group, java.util.Optional.empty(), 100)
                        .items())
                .hasSize(ROUNDS + 1);
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIsAnswered408() throws Exception {
        Socket client = connect("POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
        Thread dripping = new Thread(() -> drip(client));
        dripping.start();
        String answer = new String(client.getInputStream().readAllBytes(), ISO_8859_1);

        Answer.assertProblem(RawHttp.parse(answer), 408, "request_timeout");
        dripping.join(TimeUnit.SECONDS.toMillis(10));
    }

    @Test
    void clientsThatDoNotReadTheirAnswersDelayNobodyElse() throws Exception {
        for (int i = 0; i < 99; i++) {
            server.post(ANDREW, inGroup("\uD83E\uDD84".repeat(1_024)));
        }
        String get = "GET /api/messages/" + server.group + "?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + ANDREW + "\r\n\r\n";
        for (int i = 0; i < 250; i++) {
            clients.add(connect(get));
        }

        for (int round = 0; round < ROUNDS; round++) {
            assertThat(server.post(ANDREW, inGroup("round " + round)).statusCode())
                    .isEqualTo(200);
        }
    }

    /** With a small window, so that what is not read soon stays at the server. */
    private Socket connect(String begin) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()), 10_000);
        socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
        return socket;
    }

    /** A byte now and then until the server has had enough. */
    private static void drip(Socket client) {
        try {
            for (int i = 0; i < 90; i++) {
                client.getOutputStream().write(' ');
                Thread.sleep(200);
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String inGroup(String message) {
        return "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"" + message + "\"}";
    }
}
