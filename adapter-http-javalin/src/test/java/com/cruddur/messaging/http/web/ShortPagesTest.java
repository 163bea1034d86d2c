package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route.FetchOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that is short or empty, because items in it cannot be read, is not the last one while it has a Link. */
@ExtendWith(Chromium.class)
final class ShortPagesTest {
    @Test
    void messagesBehindEmptyPagesAreShown(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.converse("andrewbrown", "bayko", 3);
            emptyBefore(andrew, "/api/messages/" + group);

            andrew.openAs("andrewbrown", group);

            assertThat(andrew.bubbles()).hasText(new String[] {"message 1", "message 2", "message 3"});
            assertThat(andrew.page.locator(".beginning")).isVisible();
        }
    }

    @Test
    void conversationsBehindEmptyPagesAreShown(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.post("bayko", "andrewbrown", "hello");
            emptyBefore(andrew, "/api/message_groups");

            andrew.openAs("andrewbrown", "/messages");

            assertThat(andrew.rows()).containsText(new String[] {"hello"});
        }
    }

    @Test
    void conversationsBehindAnEmptyPageInTheMiddleAreShownByOneClick(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.post("bayko", "andrewbrown", "from Bayko");
            server.post("londo", "andrewbrown", "from Londo");
            String list = "/api/message_groups";
            andrew.page.route(newest(list), route -> {
                String url = server.url(list + "?limit=1");
                route.fulfill(new FulfillOptions()
                        .setResponse(route.fetch(new FetchOptions().setUrl(url)))
                        .setHeaders(Map.of("Link", "<" + list + "?cursor=a>; rel=\"next\"")));
            });
            answerEmpty(andrew, followed(list), list + "?limit=20");
            andrew.openAs("andrewbrown", "/messages");
            assertThat(andrew.rows()).containsText(new String[] {"from Londo"});

            andrew.button("More conversations").click();

            assertThat(andrew.rows()).containsText(new String[] {"from Londo", "from Bayko"});
        }
    }

    /** The list begins with two empty pages. */
    private static void emptyBefore(Tab tab, String list) {
        answerEmpty(tab, newest(list), list + "?cursor=a");
        answerEmpty(tab, followed(list), list + "?limit=20");
    }

    /** The list's newest page, as it is asked for first, and for news. */
    private static Pattern newest(String list) {
        return Pattern.compile(list + "(\\?limit=100)?$");
    }

    private static Pattern followed(String list) {
        return Pattern.compile(list + "\\?cursor=a$");
    }

    private static void answerEmpty(Tab tab, Pattern pattern, String next) {
        tab.page.route(
                pattern,
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("application/json")
                        .setBody("[]")
                        .setHeaders(Map.of("Link", "<" + next + ">; rel=\"next\""))));
    }
}
