package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each path, query and method that leads nowhere is answered with its status and code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPathTest {
    private TestServer server;
    private List<Object> before;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer();
        server.post(ANDREW, "{\"message_group_uuid\":\"%s\",\"message\":\"first\"}".formatted(server.group));
        before = server.contents();
    }

    @AfterAll
    void nothingIsLeftBehind() {
        assertThat(server.contents()).isEqualTo(before);
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/messages/MSG%23, 404, message_group_not_found",
        "/api/messages/%2f, 404, message_group_not_found",
        "/api/messages/..%2f..%2f, 404, message_group_not_found",
        "/api/messages/1%0d%0aX:%20y, 404, message_group_not_found",
        "/api/messages/1-1-1-1-1, 404, message_group_not_found",
        "/api/messages/00000000-0000-0000-0000-000000000000, 404, message_group_not_found",
        "/api/messages/%20, 422, message_group_uuid_blank",
        "/api/messages/%ff, 400, request_malformed",
        "/api/messages/%00, 400, request_malformed",
        "/api/message_groups?limit=0, 400, limit_invalid",
        "/api/message_groups?limit=101, 400, limit_invalid",
        "/api/message_groups?limit=99999999999, 400, limit_invalid",
        "/api/message_groups?limit=-1, 400, limit_invalid",
        "/api/message_groups?limit=%2B5, 400, limit_invalid",
        "/api/message_groups?limit=x, 400, limit_invalid",
        "/api/message_groups?limit=%D9%A5, 400, limit_invalid",
        "/api/message_groups?limit=, 400, limit_invalid",
        "/api/message_groups?limit, 400, limit_invalid",
        "/api/message_groups?limit=5&limit=5, 400, limit_invalid",
        "/api/message_groups?limit=%ff, 400, request_malformed",
        "/api/message_groups?cursor=, 400, cursor_invalid",
        "/api/message_groups?cursor=AAAA, 400, cursor_invalid",
        "/api/message_groups?cursor=%C3%A9, 400, cursor_invalid",
        "/api/message_groups?cursor=a&cursor=a, 400, cursor_invalid",
        "/api/users/@garibaldi/short, 404, user_not_found",
        "/api/users/@/short, 404, user_not_found",
        "/api/users/@%F0%9F%A6%84/short, 404, user_not_found",
        "/api/users/bayko/short, 404, not_found",
        "/api/users, 404, not_found",
        "/api/health-check/, 404, not_found",
        "/, 404, not_found"
    })
    void aBadPathOrQueryIsRefused(String path, int status, String code) throws Exception {
        Answer.assertProblem(server.get(path, ANDREW), status, code);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /api/messages, POST",
        "DELETE, /api/messages, POST",
        "PUT, /api/messages, POST",
        "POST, /api/message_groups, 'GET, HEAD'",
        "PATCH, /api/health-check, 'GET, HEAD'",
        "BREW, /api/health-check, 'GET, HEAD'",
        "BEFORE, /api/message_groups, 'GET, HEAD'"
    })
    void anotherMethodIsRefusedWithWhatIsAllowed(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path, ANDREW)
                .method(method, BodyPublishers.noBody())
                .build());

        Answer.assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void aStrangerCannotTellAGroupFromNone() throws Exception {
        HttpResponse<String> known = server.get("/api/messages/" + server.group, LONDO);
        HttpResponse<String> unknown = server.get("/api/messages/" + UUID.randomUUID(), LONDO);

        Answer.assertProblem(known, 404, "message_group_not_found");
        assertThat(known.body()).isEqualTo(unknown.body());
    }

    @Test
    void aCursorIsRefusedInAnotherListAndFromAnotherCaller() throws Exception {
        String link = server.get("/api/messages/" + server.group + "?limit=1", ANDREW)
                .headers()
                .firstValue("Link")
                .orElseThrow();
        String next = link.substring(1, link.indexOf('>'));
        String cursor = next.substring(next.indexOf("cursor="));

        Answer.assertProblem(server.get(next, BAYKO), 400, "cursor_invalid");
        Answer.assertProblem(server.get("/api/message_groups?" + cursor, ANDREW), 400, "cursor_invalid");
        assertThat(server.get(next, ANDREW).statusCode()).isEqualTo(200);
    }
}
