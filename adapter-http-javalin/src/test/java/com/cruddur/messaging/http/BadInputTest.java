package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static com.cruddur.messaging.http.TestServer.NOBODY;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad input is answered with its status and code, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String NUL = "\\u0000";
    private static final String USED_KEY = "used-before";

    private TestServer server;
    private List<Object> before;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer();
        server.post(ANDREW, inGroup("first"), "Idempotency-Key", USED_KEY);
        before = server.contents();
    }

    @AfterAll
    void close() {
        server.close();
    }

    record Row(String name, int status, String code, byte[] body, String... headers) {
        static Row of(String name, int status, String code, String body, String... headers) {
            return new Row(name, status, code, body.getBytes(UTF_8), headers);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    List<Row> malformedBodies() {
        return List.of(
                malformed("empty", ""),
                malformed("white space", " \n"),
                malformed("null", "null"),
                malformed("an array", "[]"),
                malformed("a string", "\"message\""),
                malformed("a number", "1"),
                malformed("truncated in a string", inGroup("x").substring(0, 60)),
                malformed(
                        "without its last brace",
                        inGroup("x").substring(0, inGroup("x").length() - 1)),
                malformed("duplicate keys", "{\"message\":\"x\",\"handle\":\"bayko\",\"message\":\"y\"}"),
                malformed(
                        "duplicate keys, one escaped",
                        "{\"message\":\"x\",\"handle\":\"bayko\",\"messag\\u0065\":\"y\"}"),
                malformed(
                        "duplicate keys in a field to ignore",
                        "{\"message\":\"x\",\"handle\":\"bayko\",\"z\":{\"a\":1,\"a\":1}}"),
                malformed("trailing text", inGroup("x") + "x"),
                malformed("a second value", inGroup("x") + "{}"),
                malformed("a trailing brace", inGroup("x") + "}"),
                malformed("a comment", inGroup("x") + "//"),
                malformed("single quotes", inGroup("x").replace('"', '\'')),
                malformed("a trailing comma", "{\"message\":\"x\",\"handle\":\"bayko\",}"),
                malformed("a number for the message", "{\"message\":1,\"handle\":\"bayko\"}"),
                malformed("true for the message", "{\"message\":true,\"handle\":\"bayko\"}"),
                malformed("an object for the message", "{\"message\":{},\"handle\":\"bayko\"}"),
                malformed("an array for the handle", "{\"message\":\"x\",\"handle\":[\"bayko\"]}"),
                malformed("a number for the group", "{\"message\":\"x\",\"message_group_uuid\":1}"),
                malformed("nested too deeply", "{\"z\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"),
                malformed("a raw NUL in a string", inGroup("a\u0000b")),
                malformed("a raw NUL at the end", inGroup("x") + "\u0000"),
                malformed("a raw line break in a string", inGroup("a\nb")),
                malformed("an escape that is none", inGroup("\\x")),
                malformed("a byte order mark", "\uFEFF" + inGroup("x")),
                encoded("UTF-16 with its mark", UTF_16),
                encoded("UTF-16 without a mark", UTF_16LE),
                encoded("UTF-32", Charset.forName("UTF-32BE")),
                invalidUtf8("a lone continuation byte", 0x80),
                invalidUtf8("a truncated sequence", 0xE2, 0x82),
                invalidUtf8("an overlong sequence", 0xC1, 0x81),
                invalidUtf8("an overlong NUL", 0xC0, 0x80),
                invalidUtf8("a surrogate", 0xED, 0xA0, 0x80),
                invalidUtf8("a code point beyond the last", 0xF4, 0x90, 0x80, 0x80),
                invalidUtf8("a byte that no sequence has", 0xFF));
    }

    List<Row> posts() {
        String somebodyElses = "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"x\"}";
        return List.of(
                Row.of("a body of 17 KiB", 413, "body_too_large", inGroup("x".repeat(17 * 1024))),
                Row.of(
                        "a body of one byte too many",
                        413,
                        "body_too_large",
                        inGroup("x") + " ".repeat(16 * 1024 + 1 - inGroup("x").length())),
                Row.of("message missing", 422, "message_blank", "{\"handle\":\"bayko\"}"),
                Row.of("message null", 422, "message_blank", "{\"handle\":\"bayko\",\"message\":null}"),
                Row.of("message empty", 422, "message_blank", inGroup("")),
                Row.of("message of white space", 422, "message_blank", inGroup(" \\t\\r\\n\u00A0\u3000")),
                Row.of("message of 1,025 letters", 422, "message_exceed_max_chars", inGroup("x".repeat(1_025))),
                Row.of(
                        "message of 1,025 emoji",
                        422,
                        "message_exceed_max_chars",
                        inGroup("\uD83E\uDD84".repeat(1_025))),
                Row.of("message with a NUL", 422, "message_malformed", inGroup("a" + NUL + "b")),
                Row.of("message with a lone high surrogate", 422, "message_malformed", inGroup("a\\ud83eb")),
                Row.of("message with a lone low surrogate", 422, "message_malformed", inGroup("\\udd84")),
                Row.of("group blank", 422, "message_group_uuid_blank", to("message_group_uuid", "")),
                Row.of("group of spaces", 422, "message_group_uuid_blank", to("message_group_uuid", " ")),
                Row.of("group MSG#", 404, "message_group_not_found", to("message_group_uuid", "MSG#")),
                Row.of("group not a uuid", 404, "message_group_not_found", to("message_group_uuid", "1-1-1-1-1")),
                Row.of(
                        "group unknown",
                        404,
                        "message_group_not_found",
                        to("message_group_uuid", UUID.randomUUID().toString())),
                Row.of(
                        "group somebody else's",
                        404,
                        "message_group_not_found",
                        somebodyElses,
                        "Authorization",
                        "Bearer " + LONDO),
                Row.of("handle missing", 422, "user_reciever_handle_blank", "{\"message\":\"x\"}"),
                Row.of("handle blank", 422, "user_reciever_handle_blank", to("handle", "")),
                Row.of("handle of spaces", 422, "user_reciever_handle_blank", to("handle", " ")),
                Row.of("handle unknown", 422, "user_receiver_not_found", to("handle", "garibaldi")),
                Row.of("handle with a NUL", 422, "user_receiver_not_found", to("handle", "a" + NUL)),
                Row.of("handle with a lone surrogate", 422, "user_receiver_not_found", to("handle", "\\ud83e")),
                Row.of("handle one's own", 422, "message_to_self", to("handle", "AndrewBrown")),
                Row.of(
                        "group and handle",
                        422,
                        "message_target_ambiguous",
                        "{\"message\":\"x\",\"handle\":\"bayko\",\"message_group_uuid\":\"" + server.group + "\"}"),
                Row.of("key empty", 400, "idempotency_key_invalid", inGroup("x"), "Idempotency-Key", ""),
                Row.of(
                        "key of 300 characters",
                        400,
                        "idempotency_key_invalid",
                        inGroup("x"),
                        "Idempotency-Key",
                        "k".repeat(300)),
                Row.of("key with a space", 400, "idempotency_key_invalid", inGroup("x"), "Idempotency-Key", "a b"),
                Row.of(
                        "key twice",
                        400,
                        "idempotency_key_invalid",
                        inGroup("x"),
                        "Idempotency-Key",
                        "a",
                        "Idempotency-Key",
                        "a"),
                Row.of(
                        "key reused with another body",
                        422,
                        "idempotency_key_reused",
                        inGroup("second"),
                        "Idempotency-Key",
                        USED_KEY),
                Row.of(
                        "key reused with another target",
                        422,
                        "idempotency_key_reused",
                        "{\"message\":\"first\",\"handle\":\"londo\"}",
                        "Idempotency-Key",
                        USED_KEY),
                Row.of("a user without a row", 403, "user_unknown", inGroup("x"), "Authorization", "Bearer " + NOBODY),
                Row.of("a token nobody gave out", 401, "token_invalid", inGroup("x"), "Authorization", "Bearer x.y.z"),
                Row.of(
                        "two words for a token",
                        401,
                        "token_invalid",
                        inGroup("x"),
                        "Authorization",
                        "Bearer " + ANDREW + " " + ANDREW),
                Row.of(
                        "a tab within the token",
                        401,
                        "token_invalid",
                        inGroup("x"),
                        "Authorization",
                        "Bearer " + ANDREW + "\t" + ANDREW),
                Row.of("another scheme", 401, "token_invalid", inGroup("x"), "Authorization", "Basic " + ANDREW),
                Row.of("a token without a scheme", 401, "token_invalid", inGroup("x"), "Authorization", ANDREW),
                Row.of(
                        "two tokens",
                        401,
                        "token_invalid",
                        inGroup("x"),
                        "Authorization",
                        "Bearer " + ANDREW,
                        "Authorization",
                        "Bearer " + ANDREW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"malformedBodies", "posts"})
    void aBadPostIsRefusedAndStoresNothing(Row row) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/messages"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(row.body()));
        if (!List.of(row.headers()).contains("Authorization")) {
            request.header("Authorization", "Bearer " + ANDREW);
        }
        for (int i = 0; i < row.headers().length; i += 2) {
            request.header(row.headers()[i], row.headers()[i + 1]);
        }

        Answer.assertProblem(server.send(request.build()), row.status(), row.code());
        assertThat(server.contents()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "none",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json-patch+json",
                "application/jsonx",
                "application/json;charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/json;charset",
                "application/json;charset=utf-8;charset=utf-8",
                "multipart/form-data; boundary=x",
                "*/*"
            })
    void aBodyOfAnotherTypeIsRefused(String type) throws Exception {
        HttpRequest.Builder request =
                server.request("/api/messages", ANDREW).POST(BodyPublishers.ofString(inGroup("x")));
        if (!type.equals("none")) {
            request.header("Content-Type", type);
        }

        Answer.assertProblem(server.send(request.build()), 415, "content_type_unsupported");
        assertThat(server.contents()).isEqualTo(before);
    }

    @Test
    void theChallengeTellsAWrongTokenFromNone() throws Exception {
        HttpRequest none =
                HttpRequest.newBuilder(server.uri("/api/message_groups")).build();
        HttpRequest two = server.request("/api/message_groups", ANDREW)
                .header("Authorization", "Bearer " + ANDREW)
                .build();

        assertThat(challenge(server.send(none))).isEqualTo("Bearer");
        assertThat(challenge(server.get("/api/message_groups", "wrong"))).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(challenge(server.send(two))).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private static String challenge(HttpResponse<String> answer) {
        Answer.assertProblem(answer, 401, "token_invalid");
        return answer.headers().firstValue("WWW-Authenticate").orElseThrow();
    }

    private static Row malformed(String name, String body) {
        return Row.of(name, 400, "body_malformed", body);
    }

    private Row encoded(String name, Charset charset) {
        return new Row(name, 400, "body_malformed", inGroup("x").getBytes(charset));
    }

    private Row invalidUtf8(String name, int... bytes) {
        byte[] body = inGroup("?".repeat(bytes.length)).getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            body[body.length - 2 - bytes.length + i] = (byte) bytes[i];
        }
        return new Row(name, 400, "body_malformed", body);
    }

    private String inGroup(String message) {
        return "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(server.group, message);
    }

    private static String to(String field, String value) {
        return "{\"message\":\"x\",\"%s\":\"%s\"}".formatted(field, value);
    }
}
