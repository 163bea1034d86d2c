package com.cruddur.messaging.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.http.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served, without a browser. */
final class WebClientTest {
    private final WebServer server = new WebServer();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages", "/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399", "/messages/new/%40bayko"})
    void everyPageComesWithAPolicyThatRunsNoInlineScript(String path) throws Exception {
        HttpResponse<String> page = get(server, path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void theRootLeadsToTheMessages() throws Exception {
        HttpResponse<String> answer = get(server, "/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/messages");
    }

    @Test
    void everyFileThatTheClientNamesIsThere() throws Exception {
        Pattern named = Pattern.compile("(?:src|href)=\"(/web/[^\"]+)\"|from '(\\.[^']+)'");
        assertThat(files(named, "/messages")).contains("/web/js/preact.js").hasSizeGreaterThan(20);
    }

    /** What a file names, and what those name, and so on. */
    private Stream<String> files(Pattern named, String start) throws Exception {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(start));
        while (!left.isEmpty()) {
            String path = left.pop();
            if (seen.add(path)) {
                HttpResponse<String> file = get(server, path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                Matcher names = named.matcher(file.body());
                while (names.find()) {
                    String name = names.group(1) == null ? names.group(2) : names.group(1);
                    left.add(URI.create(path).resolve(name).getPath());
                }
            }
        }
        return seen.stream();
    }

    @Test
    void aFileThatHasNotChangedIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get(server, "/web/js/main.js");
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        String etag = header(first, "ETag");

        for (String known : new String[] {etag, "W/" + etag, "\"other\", " + etag}) {
            HttpResponse<String> again = get(server, "/web/js/main.js", "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(get(server, "/web/js/main.js", "If-None-Match", "\"other\"").body())
                .isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web/",
                "/web/index.html",
                "/web/js/",
                "/web/js/none.js",
                "/web/js/../index.html",
                "/web/js/..%2f..%2flogback-test.xml",
                "/web/%2e%2e/logback-test.xml",
                "/web/js/main.js%00.css",
                "/web/com/cruddur/messaging/http/WebClient.class",
                "/messages/new/",
                "/messages/a/b/c"
            })
    void nothingElseIsServed(String path) throws Exception {
        HttpResponse<String> answer = get(server, path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void thePageIsToldHowOneSignsIn() throws Exception {
        assertThat(get(server, "/web/config.json").body())
                .isEqualTo("{\"sign_in\":\"dev\",\"handles\":[\"andrewbrown\",\"bayko\",\"londo\",\"altbrown\"]}");
        URI domain = URI.create("https://example.auth.eu-west-1.amazoncognito.com");
        try (WebServer hosted = new WebServer(new SignIn.Cognito(domain, "the-client"))) {
            assertThat(get(hosted, "/web/config.json").body())
                    .isEqualTo("{\"sign_in\":\"cognito\",\"domain\":\"" + domain + "\",\"client_id\":\"the-client\"}");
            assertThat(header(get(hosted, "/messages"), "Content-Security-Policy"))
                    .contains("connect-src 'self' " + domain + ";");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "https://example.com/",
                "https://example.com/x",
                "ftp://example.com",
                "https://a;b"
            })
    void aDomainThatIsNoOriginIsRefused(String domain) {
        assertThatThrownBy(() -> new SignIn.Cognito(URI.create(domain), "the-client"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> get(WebServer from, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(from.url(path))).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
