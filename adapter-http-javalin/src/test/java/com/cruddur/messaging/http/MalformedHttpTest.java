package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server itself refuses malformed HTTP, and answers it as any other error. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedHttpTest {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";
    private static final String POST = "POST /api/messages" + HOST + "Content-Type: application/json\r\n"
            + "Authorization: Bearer " + ANDREW + "\r\n";

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void close() {
        server.close();
    }

    record Row(String name, int status, String code, String request) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                malformed("no HTTP at all", "\u0016\u0003\u0001 hello\r\n\r\n"),
                malformed("no version", "GET /\r\n\r\n"),
                malformed("a version to come", "GET / HTTP/9.9\r\nHost: x\r\n\r\n"),
                malformed("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                malformed("no host", "GET / HTTP/1.1\r\n\r\n"),
                malformed("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
                malformed("a header without a colon", "GET /" + HOST + "nonsense\r\n\r\n"),
                malformed("a folded header", "GET /" + HOST + "X: a\r\n b\r\n\r\n"),
                malformed("a NUL in a header", "GET /" + HOST + "X: a\u0000b\r\n\r\n"),
                malformed("a percent sign without digits", "GET /api/messages/%zz" + HOST + "\r\n"),
                malformed("a percent sign at the end", "GET /api/messages/%" + HOST + "\r\n"),
                malformed("an escape of UTF-16", "GET /api/messages/%u0041" + HOST + "\r\n"),
                malformed("a path that leaves the root", "GET /../x" + HOST + "\r\n"),
                malformed("an ambiguous path parameter", "GET /api/..;/x" + HOST + "\r\n"),
                malformed("an empty segment", "GET //api/health-check" + HOST + "\r\n"),
                new Row("CONNECT", 404, "not_found", "CONNECT x:80" + HOST + "\r\n"),
                malformed("a chunk size that is none", POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                malformed("a transfer coding unknown", POST + "Transfer-Encoding: x\r\n\r\n{}"),
                malformed("a length and chunks", POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"),
                malformed("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                malformed("a negative length", POST + "Content-Length: -1\r\n\r\n{}"),
                malformed("a body that ends too early", POST + "Content-Length: 9\r\n\r\n{}"),
                malformed("chunks that end too early", POST + "Transfer-Encoding: chunked\r\n\r\n9\r\n{}"),
                new Row(
                        "a header too large",
                        431,
                        "headers_too_large",
                        "GET /" + HOST + "X: " + "x".repeat(9_000) + "\r\n\r\n"),
                new Row("a path too long", 414, "uri_too_long", "GET /" + "x".repeat(9_000) + HOST + "\r\n"),
                new Row(
                        "an expectation unknown",
                        417,
                        "expectation_failed",
                        POST + "Expect: x\r\nContent-Length: 2\r\n\r\n{}"),
                new Row(
                        "a large body in chunks",
                        413,
                        "body_too_large",
                        POST + "Transfer-Encoding: chunked\r\n\r\n4001\r\n" + "x".repeat(0x4001) + "\r\n0\r\n\r\n"),
                new Row(
                        "a large body in small chunks",
                        413,
                        "body_too_large",
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + "2\r\nxx\r\n".repeat(9_000) + "0\r\n\r\n"),
                new Row(
                        "a huge body announced",
                        413,
                        "body_too_large",
                        POST + "Expect: 100-continue\r\nContent-Length: 9999999999\r\n\r\n"),
                new Row(
                        "a body too large by a little, announced",
                        413,
                        "body_too_large",
                        POST + "Expect: 100-continue\r\nContent-Length: 16385\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void malformedHttpIsAnsweredWithAProblem(Row row) throws Exception {
        RawHttp answer = RawHttp.send(server.port(), row.request());

        Answer.assertProblem(answer, row.status(), row.code());
        assertThat(answer.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-length", String.valueOf(answer.body().length()));
    }

    @Test
    void aClientThatSendsFarTooMuchStillSeesTheAnswer() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(500);
            OutputStream out = socket.getOutputStream();
            out.write((POST + "Connection: close\r\nContent-Length: 900000\r\n\r\n").getBytes(ISO_8859_1));
            out.write(new byte[100_000]);
            assertThatThrownBy(socket.getInputStream()::read)
                    .describedAs("an answer while there is more to read")
                    .isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(20_000);
            for (int part = 1; part < 9; part++) {
                out.write(new byte[100_000]);
            }
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            Answer.assertProblem(RawHttp.parse(answer), 413, "body_too_large");
        }
    }

    @Test
    void aBodyThatComesAfterItsHeadersIsTaken() throws Exception {
        String body = "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"in pieces\"}";
        StringBuilder chunks = new StringBuilder();
        body.chars().forEach(it -> chunks.append("1\r\n").append((char) it).append("\r\n"));
        String request = POST + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n";

        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            for (String part : request.split("(?<=p)")) {
                socket.getOutputStream().write(part.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            }
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(RawHttp.parse(answer).body()).contains("\"message\":\"in pieces\"");
        }
    }

    private static Row malformed(String name, String request) {
        return new Row(name, 400, "request_malformed", request);
    }
}
