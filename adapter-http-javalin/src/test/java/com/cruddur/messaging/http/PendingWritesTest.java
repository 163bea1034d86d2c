package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read answers of a megabyte, which fit no buffer of the platform. */
@Timeout(60)
class PendingWritesTest {
    private static final int ANSWER = 1 << 20;
    private static final int SEND_BUFFER = 64 * 1024;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Server server = new Server();
    private final List<Socket> clients = new ArrayList<>();
    private final Semaphore written = new Semaphore(0);
    private int port;

    @AfterEach
    void close() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        server.stop();
    }

    @Test
    void onlySoManyBytesWaitAndWhoWaitedLongestIsClosed() throws Exception {
        start(3 * ANSWER, LONG);
        for (int i = 0; i < 10; i++) {
            askAndReadNothing();
        }

        assertThat(clients.subList(0, 7)).allMatch(it -> read(it) < ANSWER);
        assertThat(clients.subList(7, 10)).allMatch(it -> read(it) > ANSWER);
    }

    @Test
    void whatWasReadOrGivenUpNoLongerCounts() throws Exception {
        start(2 * ANSWER, LONG);
        Socket patient = askAndReadNothing();
        for (int i = 0; i < 5; i++) {
            assertThat(read(askAndReadNothing())).isGreaterThan(ANSWER);
        }
        assertThat(read(patient)).isGreaterThan(ANSWER);
    }

    @Test
    void anAnswerThatIsTooLargeForTheLimitIsReadAllTheSame() throws Exception {
        start(ANSWER / 2, LONG);
        assertThat(read(askAndReadNothing())).isGreaterThan(ANSWER);
    }

    @Test
    void whoIsTooSlowIsClosed() throws Exception {
        // Of the time that the answer's length allows nothing is left.
        start(100 * ANSWER, Duration.ofSeconds(-ANSWER / 8192));
        Socket slow = askAndReadNothing();
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        await().until(() -> connector.getConnectedEndPoints().isEmpty());
        assertThat(read(slow)).isLessThan(ANSWER);
    }

    private void start(long limit, Duration patience) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.setIdleTimeout(LONG.toMillis());
        server.addConnector(connector);
        server.setHandler(new PendingWrites(limit, patience, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap(new byte[ANSWER]), callback);
                written.release();
                return true;
            }
        }));
        server.start();
        port = connector.getLocalPort();
    }

    /** Returns once the server has written what it can. */
    private Socket askAndReadNothing() throws Exception {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
        written.acquire();
        return client;
    }

    /** How many bytes come before the server closes or resets the connection. */
    private static int read(Socket client) {
        int read = 0;
        byte[] part = new byte[64 * 1024];
        try {
            for (int n = client.getInputStream().read(part);
                    n >= 0;
                    n = client.getInputStream().read(part)) {
                read += n;
            }
        } catch (SocketException reset) {
            return read;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return read;
    }
}
