package com.cruddur.messaging.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.http.SignIn;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that are served, without a browser. */
final class WebClientTest {
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/web/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("from '(\\.[^']+)'");

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
    void thePageNamesEveryFileThatIsImportedSoThatNoneWaitsForAnother() throws Exception {
        List<String> named = files(server);

        assertThat(named).hasSizeGreaterThan(30).anyMatch(it -> it.endsWith("/js/preact.js"));
        for (String path : named) {
            HttpResponse<String> file = get(server, path);
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(IMPORTED.matcher(file.body())
                            .results()
                            .map(it -> URI.create(path).resolve(it.group(1)).getPath()))
                    .as("imports of %s", path)
                    .isSubsetOf(named);
        }
    }

    @Test
    void filesAreKeptForAYearBelowThePathOfTheirVersion() throws Exception {
        URI domain = URI.create("https://example.auth.eu-west-1.amazoncognito.com");
        try (WebServer hosted = new WebServer(new SignIn.Cognito(domain, "the-client"))) {
            assertThat(file(hosted, "/js/main.js")).isNotEqualTo(file(server, "/js/main.js"));
        }
        for (String path : files(server)) {
            assertThat(header(get(server, path), "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        }
        HttpResponse<String> ofAnotherVersion = get(server, "/web/0123456789/js/main.js");
        assertThat(ofAnotherVersion.statusCode()).isEqualTo(404);
        assertThat(header(ofAnotherVersion, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatTheBrowserTakesCompressedIsSentCompressed() throws Exception {
        for (String path : List.of("/messages", file(server, "/js/main.js"), file(server, "/css/messages.css"))) {
            HttpResponse<String> plain = get(server, path, "Accept-Encoding", "br, gzip;q=0");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(header(plain, "Vary")).contains("Accept-Encoding");

            HttpResponse<byte[]> compressed = client.send(
                    request(server, path, "Accept-Encoding", "gzip, deflate, br, zstd"), BodyHandlers.ofByteArray());

            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(compressed.body()).hasSizeLessThan(plain.body().length());
            GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(compressed.body()));
            assertThat(text).hasContent(plain.body());
        }
    }

    @Test
    void thePageIsNotSentAgainWhereItHasNotChanged() throws Exception {
        HttpResponse<String> first = get(server, "/messages");
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        String etag = header(first, "ETag");

        for (String known : new String[] {etag, etag.replace("W/", ""), "\"other\", " + etag}) {
            HttpResponse<String> again = get(server, "/messages", "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(get(server, "/messages", "If-None-Match", "\"other\"").body())
                .isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages/new/", "/messages/a/b", "/messages/a/b/c", "/messages/new/bayko/"})
    void aBrowserGetsAPageWhereNothingIs(String path) throws Exception {
        HttpResponse<String> answer = get(server, path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.headers().allValues("Vary")).contains("Accept");
        assertThat(get(server, path, "If-None-Match", header(answer, "ETag"), "Accept", "text/html")
                        .statusCode())
                .isEqualTo(404);
        assertThat(header(get(server, path, "Accept", "*/*"), "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aSlashAfterTheAddressOfTheMessagesLeadsToThem() throws Exception {
        HttpResponse<String> answer = get(server, "/messages/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/messages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web/",
                "/web/index.html",
                "/web/js/main.js",
                "/web/js/",
                "/web/js/none.js",
                "/web/js/../index.html",
                "/web/js/..%2f..%2flogback-test.xml",
                "/web/%2e%2e/logback-test.xml",
                "/web/js/main.js%00.css",
                "/web/config.json",
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
        assertThat(get(server, file(server, "/js/config.js")).body())
                .isEqualTo("export const config = {\"sign_in\":\"dev\","
                        + "\"handles\":[\"andrewbrown\",\"bayko\",\"londo\",\"altbrown\"]};\n");
        URI domain = URI.create("https://example.auth.eu-west-1.amazoncognito.com");
        try (WebServer hosted = new WebServer(new SignIn.Cognito(domain, "the-client"))) {
            assertThat(get(hosted, file(hosted, "/js/config.js")).body())
                    .isEqualTo("export const config = {\"sign_in\":\"cognito\",\"domain\":\"" + domain
                            + "\",\"client_id\":\"the-client\"};\n");
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

    /** The files that the page names. */
    private List<String> files(WebServer from) throws Exception {
        return NAMED.matcher(get(from, "/messages").body())
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private String file(WebServer from, String end) throws Exception {
        return files(from).stream().filter(it -> it.endsWith(end)).findFirst().orElseThrow();
    }

    private HttpResponse<String> get(WebServer from, String path, String... headers) throws Exception {
        return client.send(request(from, path, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(WebServer from, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(from.url(path))).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
