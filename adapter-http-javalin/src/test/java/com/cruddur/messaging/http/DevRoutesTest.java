package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ORIGIN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer for local work gives tokens to the right callers, for the right bodies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevRoutesTest {
    private static final byte[] BODY = "{\"handle\":\"londo\"}".getBytes(UTF_8);
    private static final String JSON = "Content-Type: application/json\r\n";

    private TestServer server;

    @BeforeAll
    void start() {
        DevRoutes routes = new DevRoutes(Set.of(ORIGIN), () -> "{\"keys\":[]}", DevRoutesTest::token);
        server = new TestServer(routes, Duration.ofSeconds(10));
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static DevRoutes.Token token(String handle) {
        if (!handle.equals("londo")) {
            throw new MessagingException(Reason.USER_NOT_FOUND);
        }
        return new DevRoutes.Token("token \"of\" londo", Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:PORT",
                "LocalHost:PORT",
                "app.localhost:PORT",
                "127.0.0.1:PORT",
                "127.8.9.10:1",
                "[::1]:PORT",
                "[::1]",
                "app.example.com",
                "app.example.com:4567"
            })
    void aRequestToAnAddressOfThisMachineOrToAConfiguredHostIsAnswered(String host) throws Exception {
        RawHttp answer = post(host, JSON, BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"access_token\":\"token \\\"of\\\" londo\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        assertThat(get(host).body()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "evil.test:PORT",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "evillocalhost",
                "10.0.0.1",
                "0.0.0.0",
                "1270.0.0.1",
                "[::2]",
                "example.com",
                "x.app.example.com"
            })
    void aRequestToAnyOtherHostIsRefused(String host) throws Exception {
        Answer.assertProblem(post(host, JSON, BODY), 403, "host_not_allowed");
        Answer.assertProblem(get(host), 403, "host_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:PORT", ORIGIN})
    void aPageOfTheServiceItselfOrOfAConfiguredOriginIsAnswered(String origin) throws Exception {
        assertThat(post("localhost:PORT", JSON + "Origin: " + origin + "\r\n", BODY)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test",
                "http://evil.test:PORT",
                "http://localhost",
                "http://localhost:1",
                "http://127.0.0.1:PORT",
                "https://localhost:PORT",
                "http://app.example.com",
                "null",
                "",
                "http://localhost:PORT\r\nOrigin: http://evil.test"
            })
    void aPageOfAnyOtherOriginIsRefused(String origin) throws Exception {
        RawHttp answer = post("localhost:PORT", JSON + "Origin: " + origin + "\r\n", BODY);

        Answer.assertProblem(answer, 403, "origin_not_allowed");
    }

    @Test
    void aBodyIsReadAsStrictlyAsAMessage() throws Exception {
        String text = new String(BODY, ISO_8859_1);
        assertBody(415, "content_type_unsupported", "", BODY);
        assertBody(415, "content_type_unsupported", "Content-Type: text/plain\r\n", BODY);
        assertBody(415, "content_type_unsupported", "Content-Type: application/json; charset=utf-16\r\n", BODY);
        assertBody(400, "body_malformed", JSON, text.getBytes(UTF_16));
        assertBody(400, "body_malformed", JSON, ("\uFEFF" + text).getBytes(UTF_8));
        assertBody(400, "body_malformed", JSON, HexFormat.of().parseHex("0000007b00200000"));
        assertBody(400, "body_malformed", JSON, new byte[0]);
        for (String malformed : Set.of(
                "{}",
                "null",
                "[]",
                "{\"handle\":null}",
                "{\"handle\":1}",
                "{\"handle\":[\"londo\"]}",
                text + "x",
                text + text,
                "{\"handle\":\"bayko\",\"handle\":\"londo\"}",
                "{\"handle\":\"londo\"")) {
            assertBody(400, "body_malformed", JSON, malformed.getBytes(UTF_8));
        }
        assertBody(404, "user_not_found", JSON, "{\"handle\":\"nobody\",\"more\":[1]}".getBytes(UTF_8));
    }

    private void assertBody(int status, String code, String headers, byte[] body) throws Exception {
        Answer.assertProblem(post("localhost", headers, body), status, code);
    }

    private RawHttp post(String host, String headers, byte[] body) throws Exception {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head("POST " + DevRoutes.TOKEN, host, headers + "Content-Length: " + body.length + "\r\n"));
        request.writeBytes(body);
        return RawHttp.send(server.port(), request.toByteArray());
    }

    private RawHttp get(String host) throws Exception {
        return RawHttp.send(server.port(), head("GET " + DevRoutes.KEY_SET, host, ""));
    }

    private byte[] head(String request, String host, String headers) {
        String head = request + " HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n" + headers + "\r\n";
        return head.replace("PORT", String.valueOf(server.port())).getBytes(ISO_8859_1);
    }
}
