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

/** The caller's own names, one group, what is unread, marks of reading, and messages after a time. */
class ReadingTest {
    private static final Pattern NEXT = Pattern.compile("<(/[^>]+)>; rel=\"next\"");
    private static final Pattern CREATED_AT = Pattern.compile("\"created_at\":\"([^\"]*)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]*)\"");

    private final TestServer server = new TestServer();
    private final String group = "/api/message_groups/" + server.group;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theCallerIsShown() throws Exception {
        assertThat(body("/api/me", BAYKO))
                .isEqualTo("{\"uuid\":\"" + server.bayko.uuid()
                        + "\",\"display_name\":\"Andrew Bayko\",\"handle\":\"bayko\"}");
    }

    @Test
    void oneGroupIsShownWithWhatBothHaveRead() throws Exception {
        String first = newest();
        assertThat(body(group, BAYKO))
                .isEqualTo("{\"uuid\":\"" + server.group
                        + "\",\"display_name\":\"Andrew Brown\",\"handle\":\"andrewbrown\",\"message\":\"Hello, Bayko\","
                        + "\"created_at\":\"" + first + "\",\"user_uuid\":\"" + server.andrew.uuid()
                        + "\",\"sender_uuid\":\"" + server.andrew.uuid()
                        + "\",\"unread\":1,\"read_up_to\":null,\"other_read_up_to\":null}");

        assertThat(mark(BAYKO, first).statusCode()).isEqualTo(204);

        assertThat(body(group, BAYKO))
                .endsWith("\"unread\":0,\"read_up_to\":\"" + first + "\",\"other_read_up_to\":null}");
        assertThat(body(group, ANDREW))
                .endsWith("\"unread\":0,\"read_up_to\":null,\"other_read_up_to\":\"" + first + "\"}");
    }

    @Test
    void aMarkAnswersNothingAndMovesForwardOnly() throws Exception {
        String first = newest();
        post("second");
        String second = newest();

        HttpResponse<String> answer = mark(BAYKO, second);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        assertThat(mark(BAYKO, second).statusCode()).isEqualTo(204);
        assertThat(mark(BAYKO, first).statusCode()).isEqualTo(204);

        assertThat(body(group, BAYKO)).contains("\"unread\":0,\"read_up_to\":\"" + second + "\"");
    }

    @Test
    void aMarkTakesATimeBetweenTwoMessagesInAnyOffset() throws Exception {
        String first = newest();
        String between = first.replace("+00:00", "Z");
        post("second");

        assertThat(mark(BAYKO, between).statusCode()).isEqualTo(204);
        assertThat(mark(BAYKO, "1999-01-01T05:30:00.5+05:30").statusCode()).isEqualTo(204);

        assertThat(body(group, BAYKO)).contains("\"unread\":1,\"read_up_to\":\"" + first + "\"");
    }

    @Test
    void unreadIsCountedOverTheGroups() throws Exception {
        assertThat(body("/api/unread", ANDREW)).isEqualTo("{\"message_groups\":0,\"messages\":0,\"complete\":true}");
        post("second");
        server.post(LONDO, "{\"handle\":\"bayko\",\"message\":\"Greetings\"}");

        assertThat(body("/api/unread", BAYKO)).isEqualTo("{\"message_groups\":2,\"messages\":3,\"complete\":true}");
    }

    @Test
    void theGroupWithAUserIsFoundByHandle() throws Exception {
        assertThat(body("/api/message_groups?with=BAYKO", ANDREW)).isEqualTo("[" + body(group, ANDREW) + "]");
        for (String nobody : List.of("londo", "garibaldi", "andrewbrown", "%00", "%40bayko")) {
            assertThat(body("/api/message_groups?with=" + nobody, ANDREW))
                    .describedAs(nobody)
                    .isEqualTo("[]");
        }
    }

    @Test
    void pagesAfterATimeFollowTheLinksForward() throws Exception {
        String hello = newest();
        for (int i = 1; i <= 5; i++) {
            post("number " + i);
        }

        List<List<String>> pages = new ArrayList<>();
        String path = messagesAfter(hello.replace("+", "%2B")) + "&limit=2";
        while (path != null) {
            HttpResponse<String> page = server.get(path, BAYKO);
            assertThat(page.statusCode()).describedAs(page.body()).isEqualTo(200);
            pages.add(all(MESSAGE, page.body()));
            Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            path = next.matches() ? next.group(1) : null;
        }

        assertThat(pages)
                .startsWith(List.of("number 1", "number 2"), List.of("number 3", "number 4"), List.of("number 5"));
        assertThat(pages.stream().flatMap(List::stream)).hasSize(5);
    }

    @Test
    void theLinkAfterATimeHoldsTheTimeOfTheLastMessage() throws Exception {
        String hello = newest();
        post("second");
        post("third");

        HttpResponse<String> page = server.get(messagesAfter(hello.replace("+", "%2B")) + "&limit=1", BAYKO);

        assertThat(page.headers().firstValue("Link"))
                .contains("</api/messages/" + server.group + "?limit=1&after="
                        + all(CREATED_AT, page.body()).get(0).replace("+", "%2B") + ">; rel=\"next\"");
        assertThat(server.get(messagesAfter(newest().replace("+", "%2B")), BAYKO)
                        .headers()
                        .firstValue("Link"))
                .isEmpty();
    }

    @Test
    void aTimeAfterWhichTakesItsPlusInAnyForm() throws Exception {
        String hello = newest();
        post("second");

        for (String time :
                List.of(hello.replace("+", "%2B"), hello, hello.replace("+", "%20"), hello.replace("+00:00", "Z"))) {
            assertThat(all(MESSAGE, body(messagesAfter(time), BAYKO)))
                    .describedAs(time)
                    .containsExactly("second");
        }
    }

    @Test
    void everyNewListAnswersHead() throws Exception {
        for (String path : List.of("/api/me", group, "/api/unread", "/api/message_groups?with=bayko")) {
            HttpResponse<String> head = server.send(server.request(path, ANDREW)
                    .method("HEAD", BodyPublishers.noBody())
                    .build());

            assertThat(head.statusCode()).describedAs(path).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length"))
                    .contains(String.valueOf(body(path, ANDREW).length()));
        }
    }

    private String messagesAfter(String time) {
        return "/api/messages/" + server.group + "?after=" + time;
    }

    private String newest() throws Exception {
        return all(CREATED_AT, body(group, ANDREW)).get(0);
    }

    private void post(String message) throws Exception {
        String json = "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(server.group, message);
        assertThat(server.post(ANDREW, json).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> mark(String token, String upTo) throws Exception {
        HttpRequest request = server.request(group + "/read", token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"up_to\":\"" + upTo + "\"}"))
                .build();
        return server.send(request);
    }

    private String body(String path, String token) throws Exception {
        HttpResponse<String> answer = server.get(path, token);
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> all(Pattern pattern, String body) {
        return pattern.matcher(body).results().map(it -> it.group(1)).toList();
    }
}
