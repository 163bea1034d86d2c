package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void aRequestInFlightIsFinishedAndNoNewConnectionIsTaken() throws Exception {
        TestServer server = new TestServer(
                routes -> routes.get("/slow", ctx -> {
                    entered.countDown();
                    mayEnd.await(10, TimeUnit.SECONDS);
                    ctx.result("finished");
                }),
                Duration.ofSeconds(10));
        CompletableFuture<HttpResponse<String>> slow = async(() -> server.get("/slow", ANDREW));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        awaitRefusal(server.port());

        assertThat(stopped).isNotDone();
        TimeUnit.SECONDS.sleep(1); // longer than an idle connection has at this point
        mayEnd.countDown();

        HttpResponse<String> answer = slow.get(10, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("finished");
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void idleConnectionsDoNotHoldUpTheEnd() throws Exception {
        TestServer server = new TestServer();
        int port = server.port();
        try (Socket idle = new Socket("127.0.0.1", port)) {
            idle.setSoTimeout(10_000);
            // One that is not accepted yet when the server ends may stay open.
            awaitAnswer(idle);
            CompletableFuture.runAsync(server::close).get(10, TimeUnit.SECONDS);

            assertThat(isClosed(idle)).isTrue();
        }
        server.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }

    /** An answer to HEAD ends with its headers. */
    private static void awaitAnswer(Socket socket) throws IOException {
        socket.getOutputStream().write("HEAD /api/health-check HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the answer after %s", answer).isNotNegative();
            answer.append((char) next);
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void awaitRefusal(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try {
                new Socket("127.0.0.1", port).close();
                Thread.sleep(10);
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("connections are still taken");
    }

    private interface Call<T> {
        T call() throws Exception;
    }

    private static <T> CompletableFuture<T> async(Call<T> call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
