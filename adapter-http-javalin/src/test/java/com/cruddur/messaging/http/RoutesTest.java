package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";
    private static final Pattern NEXT = Pattern.compile("<(/[^>]+)>; rel=\"next\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]*)\"");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void healthCheckNeedsNoToken() throws Exception {
        HttpResponse<String> answer = server.send(
                HttpRequest.newBuilder(server.uri("/api/health-check")).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("content-length", List.of("16"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    @Test
    void aPostToAGroupAnswersTheMessage() throws Exception {
        HttpResponse<String> answer = server.post(ANDREW, inGroup("Guten Tag \\ud83e\\udd84 \\\"x\\\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .matches("\\{\"message_group_uuid\":\"" + server.group + "\",\"uuid\":\"" + UUID
                        + "\",\"display_name\":\"Andrew Brown\",\"handle\":\"andrewbrown\","
                        + "\"message\":\"Guten Tag \uD83E\uDD84 \\\\\"x\\\\\"\",\"created_at\":\"" + TIME + "\","
                        + "\"user_uuid\":\"" + server.andrew.uuid() + "\"\\}");
        assertThat(server.get("/api/messages/" + server.group, BAYKO).body())
                .contains(answer.body().substring(answer.body().indexOf("\"uuid\"")));
    }

    @Test
    void aFirstPostOpensAGroupThatBothMembersSee() throws Exception {
        HttpResponse<String> answer = server.post(LONDO, "{\"handle\":\"ANDREWbrown\",\"message\":\"Greetings\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        Matcher opened = Pattern.compile("\\{\"message_group_uuid\":\"(" + UUID + ")\",\"uuid\":\"" + UUID
                        + "\",\"display_name\":\"Londo Mollari\",\"handle\":\"londo\",\"message\":\"Greetings\","
                        + "\"created_at\":\"(" + TIME + ")\",\"user_uuid\":\"" + server.londo.uuid() + "\"\\}")
                .matcher(answer.body());
        assertThat(opened.matches()).describedAs(answer.body()).isTrue();
        assertThat(server.get("/api/message_groups", ANDREW).body())
                .startsWith("[{\"uuid\":\"" + opened.group(1)
                        + "\",\"display_name\":\"Londo Mollari\",\"handle\":\"londo\","
                        + "\"message\":\"Greetings\",\"created_at\":\"" + opened.group(2) + "\","
                        + "\"user_uuid\":\"" + server.londo.uuid() + "\",\"sender_uuid\":\"" + server.londo.uuid()
                        + "\",\"unread\":1,\"read_up_to\":null},");
        assertThat(server.get("/api/message_groups", LONDO).body())
                .isEqualTo("[{\"uuid\":\"" + opened.group(1)
                        + "\",\"display_name\":\"Andrew Brown\",\"handle\":\"andrewbrown\","
                        + "\"message\":\"Greetings\",\"created_at\":\"" + opened.group(2) + "\","
                        + "\"user_uuid\":\"" + server.andrew.uuid() + "\",\"sender_uuid\":\"" + server.londo.uuid()
                        + "\",\"unread\":0,\"read_up_to\":null}]");
    }

    @Test
    void aFieldThatIsNullCountsAsMissingAndUnknownOnesAreIgnored() throws Exception {
        String body = "{\"handle\":null,\"x\":[{\"message\":1}],\"message\":\"Hi\",\"message_group_uuid\":\"%s\"}";

        assertThat(server.post(ANDREW, body.formatted(server.group)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesOfMessagesFollowTheLinksBackToTheFirstMessage() throws Exception {
        for (int i = 1; i <= 6; i++) {
            server.post(i % 2 == 0 ? ANDREW : BAYKO, inGroup("number " + i));
        }

        List<List<String>> pages = pages("/api/messages/" + server.group + "?limit=3");

        assertThat(pages)
                .containsExactly(
                        List.of("number 4", "number 5", "number 6"),
                        List.of("number 1", "number 2", "number 3"),
                        List.of("Hello, Bayko"));
    }

    @Test
    void pagesOfGroupsFollowTheLinks() throws Exception {
        server.post(LONDO, "{\"handle\":\"andrewbrown\",\"message\":\"Greetings\"}");

        assertThat(pages("/api/message_groups?limit=1")).containsExactly(List.of("Greetings"), List.of("Hello, Bayko"));
    }

    @Test
    void aListWithoutALimitHasTwentyItemsAndItsLinkSaysSo() throws Exception {
        for (int i = 1; i <= 20; i++) {
            server.post(ANDREW, inGroup("number " + i));
        }

        HttpResponse<String> answer = server.get("/api/messages/" + server.group, ANDREW);

        assertThat(texts(answer)).hasSize(20).endsWith("number 20");
        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .startsWith("</api/messages/" + server.group + "?limit=20&cursor=");
    }

    @Test
    void aUserIsShownToEverybodyByHandle() throws Exception {
        for (String path : List.of("/api/users/@bayko/short", "/api/users/%40BAYKO/short")) {
            HttpResponse<String> answer =
                    server.send(HttpRequest.newBuilder(server.uri(path)).build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"uuid\":\"" + server.bayko.uuid()
                            + "\",\"display_name\":\"Andrew Bayko\",\"handle\":\"bayko\"}");
        }
    }

    @Test
    void headAnswersTheHeadersOfGetWithoutTheBody() throws Exception {
        String path = "/api/messages/" + server.group + "?limit=1";
        server.post(ANDREW, inGroup("one more"));
        HttpResponse<String> get = server.get(path, ANDREW);
        HttpResponse<String> head = server.send(server.request(path, ANDREW)
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Length", "Content-Type", "Link", "Cache-Control")) {
            assertThat(head.headers().allValues(name))
                    .isEqualTo(get.headers().allValues(name))
                    .hasSize(1);
        }
    }

    @Test
    void headNeedsATokenWhereGetDoes() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/message_groups"))
                .method("HEAD", BodyPublishers.noBody())
                .build();

        assertThat(server.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void theMethodIsTheOneOfTheRequestLineWhateverAHeaderSays() throws Exception {
        String body = "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"by GET\"}";
        List<Object> before = server.contents();

        HttpResponse<String> get = server.send(server.request("/api/messages", ANDREW)
                .method("GET", BodyPublishers.ofString(body))
                .headers("Content-Type", "application/json", "X-HTTP-Method-Override", "POST")
                .build());
        Answer.assertProblem(get, 405, "method_not_allowed");
        assertThat(server.contents()).isEqualTo(before);
        assertThat(server.post(ANDREW, body, "x-http-method-override", "GET").statusCode())
                .isEqualTo(200);
    }

    @Test
    void optionsTellsWhatAPathTakes() throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/api/messages"))
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theSchemeOfTheTokenIsTakenInAnyCase() throws Exception {
        for (String credentials : List.of("bearer " + ANDREW, "BEARER   " + ANDREW)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/api/message_groups"))
                    .header("Authorization", credentials)
                    .build();

            assertThat(server.send(request).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyOfTheLargestSizeAndTheLongestMessagePass() throws Exception {
        String unicorns = "\uD83E\uDD84".repeat(1_024);
        String body = inGroup(unicorns);
        int padding = 16 * 1024 - body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;

        HttpResponse<String> answer = server.post(ANDREW, body + " ".repeat(padding));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(texts(server.get("/api/messages/" + server.group, BAYKO))).endsWith(unicorns);
    }

    @Test
    void aRequestThatAsksForAWebSocketIsAnsweredAsAnyOther() throws Exception {
        String request =
                "GET /api/health-check HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

        assertThat(RawHttp.send(server.port(), request).body()).isEqualTo("{\"success\":true}");
    }

    private String inGroup(String message) {
        return "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(server.group, message);
    }

    private List<List<String>> pages(String first) throws Exception {
        List<List<String>> pages = new ArrayList<>();
        String path = first;
        while (path != null) {
            HttpResponse<String> answer = server.get(path, ANDREW);
            assertThat(answer.statusCode()).isEqualTo(200);
            pages.add(texts(answer));
            assertThat(pages.size()).isLessThan(10);
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            path = next.matches() ? next.group(1) : null;
        }
        return pages;
    }

    private static List<String> texts(HttpResponse<String> answer) {
        List<String> texts = new ArrayList<>();
        Matcher message = MESSAGE.matcher(answer.body());
        while (message.find()) {
            texts.add(message.group(1));
        }
        return texts;
    }
}
