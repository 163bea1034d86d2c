package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static com.cruddur.messaging.http.TestServer.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad mark, {@code with} and {@code after} is answered with its status and code, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingInputTest {
    private TestServer server;
    private String group;
    private List<Object> before;

    @BeforeAll
    void start() {
        server = new TestServer();
        group = "/api/message_groups/" + server.group;
        before = server.contents();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "1772360130",
                "2026-03-01",
                "2026-03-01T10:15:30",
                "2026-03-01T10:15:30.1234567Z",
                "2026-03-01T10:15:30.123456000Z",
                "2026-03-01 10:15:30Z",
                "2026-02-30T10:15:30Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T10:15:60Z",
                "2026-03-01T10:15:30+19:00",
                "2026-03-01T10:15:30[UTC]",
                " 2026-03-01T10:15:30Z",
                "2026-03-01T10:15:30Z\\u0000",
                "\\u0662\\u0660\\u0662\\u0666-03-01T10:15:30Z",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "0000-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59.999999Z"
            })
    void aMarkUpToNoTimeOrALaterOneIsRefused(String upTo) throws Exception {
        Answer.assertProblem(mark("{\"up_to\":\"" + upTo + "\"}"), 422, "up_to_invalid");
        assertThat(server.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"up_to\":null}", "{\"upTo\":\"2026-03-01T10:15:30Z\"}"})
    void aMarkWithoutATimeIsRefused(String body) throws Exception {
        Answer.assertProblem(mark(body), 422, "up_to_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"2026-03-01T10:15:30Z\"",
                "{\"up_to\":1772360130}",
                "{\"up_to\":true}",
                "{\"up_to\":{}}",
                "{\"up_to\":[\"2026-03-01T10:15:30Z\"]}",
                "{\"up_to\":\"2026-03-01T10:15:30Z\"",
                "{\"up_to\":\"2026-03-01T10:15:30Z\"}x",
                "{\"up_to\":\"2026-03-01T10:15:30Z\",\"up_to\":\"2026-03-01T10:15:30Z\"}",
                "{'up_to':'2026-03-01T10:15:30Z'}"
            })
    void aMarkWithABodyOfTheWrongKindIsRefused(String body) throws Exception {
        Answer.assertProblem(mark(body), 400, "body_malformed");
        assertThat(server.contents()).isEqualTo(before);
    }

    @Test
    void aMarkInAGroupOfOthersIsRefusedLikeOneInNone() throws Exception {
        String body = "{\"up_to\":\"1999-03-01T10:15:30Z\"}";

        for (String path : List.of(group, "/api/message_groups/" + UUID.randomUUID(), "/api/message_groups/x")) {
            Answer.assertProblem(mark(path, LONDO, "application/json", body), 404, "message_group_not_found");
        }
    }

    @Test
    void aMarkNeedsATokenATypeAndASmallBody() throws Exception {
        String body = "{\"up_to\":\"1999-03-01T10:15:30Z\"}";

        Answer.assertProblem(mark(group, "wrong", "application/json", body), 401, "token_invalid");
        Answer.assertProblem(mark(group, NOBODY, "application/json", body), 403, "user_unknown");
        Answer.assertProblem(mark(group, BAYKO, "text/plain", body), 415, "content_type_unsupported");
        Answer.assertProblem(
                mark(group, BAYKO, "application/json", body + " ".repeat(17 * 1024)), 413, "body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with=",
                "with",
                "with=%20",
                "with=+%09",
                "with=bayko&with=bayko",
                "with=bayko&with=",
                "with=bayko&limit=20",
                "limit=&with=bayko",
                "with=bayko&cursor=x",
                "with=bayko&cursor"
            })
    void aBadWithIsRefused(String query) throws Exception {
        Answer.assertProblem(server.get("/api/message_groups?" + query, ANDREW), 400, "with_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=",
                "after",
                "after=+",
                "after=yesterday",
                "after=0",
                "after=2026-03-01",
                "after=2026-03-01T10:15:30",
                "after=2026-03-01+10:15:30Z",
                "after=2026-03-01T10:15:30.1234567Z",
                "after=2026-03-01T10:15:30%00Z",
                "after=%2B999999999-12-31T23:59:59Z",
                "after=-1000-01-01T00:00:00Z",
                "after=2026-03-01T10:15:30Z&after=2026-03-01T10:15:30Z",
                "after=2026-03-01T10:15:30Z&cursor=x",
                "after=2026-03-01T10:15:30Z&cursor=",
                "after=2026-03-01T10:15:30Z&cursor"
            })
    void aBadTimeAfterWhichIsRefused(String query) throws Exception {
        Answer.assertProblem(server.get("/api/messages/" + server.group + "?" + query, ANDREW), 400, "after_invalid");
    }

    @Test
    void aTimeAfterWhichKeepsTheRulesOfTheList() throws Exception {
        String path = "/api/messages/" + server.group + "?after=2026-03-01T10:15:30Z";

        Answer.assertProblem(server.get(path + "&limit=0", ANDREW), 400, "limit_invalid");
        Answer.assertProblem(server.get(path + "&limit=101", ANDREW), 400, "limit_invalid");
        Answer.assertProblem(server.get(path, LONDO), 404, "message_group_not_found");
        Answer.assertProblem(server.get(path, "wrong"), 401, "token_invalid");
    }

    @Test
    void aGroupThatIsNotTheCallersIsNotShown() throws Exception {
        Answer.assertProblem(server.get(group, LONDO), 404, "message_group_not_found");
        Answer.assertProblem(
                server.get("/api/message_groups/" + UUID.randomUUID(), ANDREW), 404, "message_group_not_found");
        Answer.assertProblem(server.get("/api/message_groups/1-1-1-1-1", ANDREW), 404, "message_group_not_found");
        Answer.assertProblem(server.get("/api/message_groups/%20", ANDREW), 422, "message_group_uuid_blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/api/unread", "/api/message_groups?with=bayko", "/api/message_groups/x"})
    void eachNeedsACallerWithAUser(String path) throws Exception {
        Answer.assertProblem(server.get(path, "wrong"), 401, "token_invalid");
        if (!path.endsWith("/x")) {
            Answer.assertProblem(server.get(path, NOBODY), 403, "user_unknown");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/me, 'GET, HEAD'",
        "PUT, /api/unread, 'GET, HEAD'",
        "DELETE, /api/message_groups/x, 'GET, HEAD'",
        "GET, /api/message_groups/x/read, PUT",
        "POST, /api/message_groups/x/read, PUT",
        "DELETE, /api/message_groups/x/read, PUT"
    })
    void anotherMethodIsRefusedWithThoseThatAreAllowed(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path, ANDREW)
                .method(method, BodyPublishers.noBody())
                .build());

        Answer.assertProblem(answer, 405, "method_not_allowed");
        assertThat(Arrays.asList(
                        answer.headers().firstValue("Allow").orElseThrow().split(", ")))
                .containsExactlyInAnyOrder(allowed.split(", "));
    }

    private HttpResponse<String> mark(String body) throws Exception {
        return mark(group, BAYKO, "application/json", body);
    }

    private HttpResponse<String> mark(String path, String token, String type, String body) throws Exception {
        HttpRequest request = server.request(path + "/read", token)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body))
                .build();
        return server.send(request);
    }
}
