package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {
    private static final String PREFLIGHT = "Access-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: authorization,content-type,idempotency-key\r\n";

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aListedOriginMayReadAnswersAndTheirHeaders() throws Exception {
        RawHttp answer = request("GET", "/api/health-check", ORIGIN, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", ORIGIN)
                .containsEntry("access-control-expose-headers", "Link, Retry-After")
                .containsEntry("vary", "Origin")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/message_groups", "DELETE /api/messages", "GET /nothing", "GET /api/messages/%ff"})
    void aListedOriginMayReadErrorsToo(String request) throws Exception {
        RawHttp answer = request(request.split(" ")[0], request.split(" ")[1], ORIGIN, "");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.headers()).containsEntry("access-control-allow-origin", ORIGIN);
    }

    @Test
    void aBodyTooLargeIsToldToAListedOrigin() throws Exception {
        RawHttp answer = request("POST", "/api/messages", ORIGIN, "Expect: 100-continue\r\nContent-Length: 99999\r\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers()).containsEntry("access-control-allow-origin", ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "https://app.example.com.evil.com",
                "http://app.example.com",
                "https://app.example.com:444",
                "https://APP.example.com",
                "null",
                "*"
            })
    void anyOtherOriginGetsNoSuchHeaders(String origin) throws Exception {
        for (String method : Set.of("GET", "OPTIONS")) {
            RawHttp answer = request(method, "/api/health-check", origin, method.equals("GET") ? "" : PREFLIGHT);

            assertThat(crossOriginHeaders(answer)).isEmpty();
            assertThat(answer.headers()).containsEntry("vary", "Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/messages", "/api/message_groups", "/api/message_groups/x/read", "/api/users/@bayko/short"})
    void aPreflightOfAListedOriginIsAnswered(String path) throws Exception {
        RawHttp answer = request("OPTIONS", path, ORIGIN, PREFLIGHT);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", ORIGIN)
                .containsEntry("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE")
                .containsEntry("access-control-allow-headers", "Authorization, Content-Type, Idempotency-Key")
                .containsEntry("access-control-max-age", "7200");
    }

    @Test
    void whoSendsNoOriginGetsNoSuchHeaders() throws Exception {
        String request = "GET /api/health-check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(crossOriginHeaders(RawHttp.send(server.port(), request))).isEmpty();
    }

    private RawHttp request(String method, String path, String origin, String headers) throws Exception {
        return RawHttp.send(
                server.port(),
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + origin + "\r\n"
                        + headers + "\r\n");
    }

    private static Set<String> crossOriginHeaders(RawHttp answer) {
        return answer.headers().keySet().stream()
                .filter(it -> it.startsWith("access-control-"))
                .collect(Collectors.toSet());
    }
}
