package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What 2,000 messages cost, counted: what is drawn, and what is laid out. */
@ExtendWith(Chromium.class)
final class ManyMessagesTest {
    private static final int MESSAGES = 2_000;

    /** Preact tells of each element and component that a view asks it to draw. */
    private static final String COUNT_DRAWN =
            "import(document.querySelector('link[href$=\"/js/preact.js\"]').href).then(({ options }) => {"
                    + " window.drawn = 0; options.vnode = () => { window.drawn++; }; })";

    private static final String LAID_OUT = "[...document.querySelectorAll('.bubble')]"
            + ".filter(it => it.checkVisibility({ contentVisibilityAuto: true })).length";

    @Test
    void whatIsOutOfSightIsNeitherDrawnAnewNorLaidOut(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server).withoutLocks()) {
            List<String> pages = new CopyOnWriteArrayList<>();
            UUID group = server.converse("andrewbrown", "bayko", MESSAGES);
            andrew.page.onRequest(request -> older(request, pages));
            andrew.openAs("andrewbrown", group);
            readToTheBeginning(andrew);
            assertThat(pages).hasSize(MESSAGES / 100 - 1).allMatch(it -> it.contains("limit=100"));

            assertThat(number(andrew, LAID_OUT)).as("laid out of 2,000").isBetween(10, 400);
            andrew.run(COUNT_DRAWN);
            for (int polls = 0; polls < 3; polls++) {
                andrew.page.waitForResponse("**/api/messages/*", () -> {});
            }
            assertThat(number(andrew, "window.drawn"))
                    .as("drawn in polls without news")
                    .isLessThan(100);
            andrew.run("window.drawn = 0");
            andrew.composer().pressSequentially("ten  keys.");
            assertThat(number(andrew, "window.drawn")).as("drawn by ten keys").isLessThan(200);
            andrew.run("window.drawn = 0");

            server.post("bayko", "andrewbrown", "news");

            assertThat(andrew.bubbles()).hasCount(MESSAGES + 1);
            assertThat(number(andrew, "window.drawn")).as("drawn for a message").isLessThan(1_000);
        }
    }

    private static void readToTheBeginning(Tab tab) {
        assertThat(tab.bubbles().last()).hasText("message " + MESSAGES);
        while (!tab.page.locator(".beginning").isVisible()) {
            Object shown = tab.bubbles().count();
            tab.run("document.querySelector('.messages').scrollTop = 0");
            tab.page.waitForFunction("count => document.querySelectorAll('.bubble').length > count", shown);
        }
    }

    private static void older(Request request, List<String> pages) {
        if (request.url().contains("/api/messages/") && request.url().contains("cursor=")) {
            pages.add(request.url());
        }
    }

    private static int number(Tab tab, String script) {
        return ((Number) tab.run(script)).intValue();
    }
}
