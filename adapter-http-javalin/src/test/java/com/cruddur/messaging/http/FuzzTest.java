package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent, the answer is no 5xx, and every error is a problem. Replay a failure with {@code -Dseed=}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final int REQUESTS = 1_500;
    private static final List<String> NASTY = List.of(
            "%",
            "%00",
            "%2f",
            "%u0041",
            "%c0%af",
            "..;/",
            "//",
            "?",
            "&",
            "#",
            ";",
            "\\",
            "\r\n",
            "\u0000",
            "\u007f",
            "\u00ff",
            ":",
            " ",
            "\t",
            "{",
            "}",
            "\"",
            "\\u0000",
            "\\ud800",
            "\u00ef\u00bb\u00bf",
            "1e999",
            "[[[[",
            "charset",
            "0",
            "-1",
            "99999999999999999999",
            "chunked",
            "HTTP/1.0",
            "*",
            "@",
            "Expect: 100-continue\r\n",
            "Connection: Upgrade\r\n");

    private TestServer server;
    private List<byte[]> requests;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer();
        for (int i = 0; i < 3; i++) {
            server.post(ANDREW, "{\"handle\":\"bayko\",\"message\":\"" + i + "\"}");
        }
        String common = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ANDREW + "\r\nIdempotency-Key: k\r\n";
        String body = "{\"message_group_uuid\":\"" + server.group
                + "\",\"message\":\"h\u00e9llo \\ud83e\\udd84\",\"x\":[1,{}]}";
        String link = server.get("/api/messages/" + server.group + "?limit=1", ANDREW)
                .headers()
                .firstValue("Link")
                .orElseThrow();
        requests = List.of(
                request("GET /api/message_groups?limit=2&cursor=AAAA" + common, ""),
                request("GET " + link.substring(1, link.indexOf('>')) + common, ""),
                request("GET /api/message_groups?with=bayko" + common, ""),
                request("GET /api/messages/" + server.group + "?after=2026-03-01T10:15:30.123456%2B00:00" + common, ""),
                request(
                        "PUT /api/message_groups/" + server.group + "/read" + common
                                + "Content-Type: application/json\r\n",
                        "{\"up_to\":\"2026-03-01T10:15:30.123456+00:00\"}"),
                request("GET /api/users/@bayko/short" + common, ""),
                request("HEAD /api/health-check" + common, ""),
                request("OPTIONS /api/messages" + common + "Origin: https://app.example.com\r\n", ""),
                request("POST /api/messages" + common + "Content-Type: application/json\r\n", body),
                request("POST /api/messages" + common + "Content-Type: application/json;charset=utf-8\r\n", body));
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static byte[] request(String head, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] begin = (head + "Content-Length: " + bytes.length + "\r\n\r\n").getBytes(ISO_8859_1);
        return join(begin, 0, begin.length, bytes, 0, bytes.length);
    }

    @Test
    void noMutationOfAValidRequestIsAnsweredWithA5xx() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = requests.get(random.nextInt(requests.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                request = mutate(request, random);
            }
            assertAnswered(request, seed);
        }
    }

    @Test
    void noRandomBytesAreAnsweredWithA5xx() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS / 5; i++) {
            byte[] request = new byte[1 + random.nextInt(400)];
            random.nextBytes(request);
            assertAnswered(request, seed);
        }
    }

    @Test
    void noRandomBodyIsAnsweredWithA5xx() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] valid = requests.get(requests.size() - 1);
        int body = new String(valid, ISO_8859_1).indexOf("\r\n\r\n") + 4;
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = valid.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                request[body + random.nextInt(request.length - body)] = (byte) random.nextInt(256);
            }
            assertAnswered(request, seed);
        }
    }

    private void assertAnswered(byte[] request, long seed) throws Exception {
        String description = "-Dseed=" + seed + ": " + new String(request, ISO_8859_1);
        RawHttp answer = RawHttp.send(server.port(), request);

        assertThat(answer.status()).describedAs(description).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.headers())
                    .describedAs(description)
                    .containsEntry("content-type", "application/problem+json");
        }
    }

    private static byte[] mutate(byte[] request, Random random) {
        int at = random.nextInt(request.length);
        int to = Math.min(request.length, at + random.nextInt(20));
        byte[] nasty = NASTY.get(random.nextInt(NASTY.size())).getBytes(ISO_8859_1);
        return switch (random.nextInt(5)) {
            case 0 -> join(request, 0, at, request, to, request.length);
            case 1 -> join(request, 0, to, request, at, request.length);
            case 2 ->
                join(join(request, 0, at, nasty, 0, nasty.length), 0, at + nasty.length, request, at, request.length);
            case 3 ->
                join(join(request, 0, at, nasty, 0, nasty.length), 0, at + nasty.length, request, to, request.length);
            default -> withOtherByte(request, at, random);
        };
    }

    private static byte[] withOtherByte(byte[] request, int at, Random random) {
        byte[] changed = request.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
    }

    private static byte[] join(byte[] first, int from, int to, byte[] second, int from2, int to2) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(first, from, to - from);
        joined.write(second, from2, to2 - from2);
        return joined.toByteArray();
    }
}
