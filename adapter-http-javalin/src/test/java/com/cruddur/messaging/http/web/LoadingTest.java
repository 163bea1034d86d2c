package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The requests of a browser that loads the page. */
@ExtendWith(Chromium.class)
final class LoadingTest {
    @Test
    void aSecondLoadAsksForNoFileButThePage(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages");
            assertThat(files(server)).hasSizeGreaterThan(30).doesNotHaveDuplicates();
            server.requests.clear();

            andrew.open("/messages");
            assertThat(andrew.heading("No conversations yet")).isVisible();
            assertThat(files(server)).containsExactly("/messages");
        }
    }

    @Test
    void anAddressAtWhichNothingIsSaysSoAndLeadsBack(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages/");
            assertThat(andrew.page).hasURL(server.url("/messages"));
            for (String path : new String[] {"/messages/new", "/messages/new/", "/messages/a/b/c"}) {
                andrew.open(path);
                assertThat(andrew.heading("There is nothing at this address")).isVisible();
            }
            andrew.page.getByText("Back to your messages").click();
            assertThat(andrew.page).hasURL(server.url("/messages"));
        }
    }

    private static List<String> files(WebServer server) {
        return server.requests.stream().filter(it -> !it.startsWith("/api/")).toList();
    }
}
