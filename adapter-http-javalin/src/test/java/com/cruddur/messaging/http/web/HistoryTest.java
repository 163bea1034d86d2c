package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page.LocatorOptions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the browser's back button leads. */
@ExtendWith(Chromium.class)
final class HistoryTest {
    private static final String FIRST_IN_SIGHT = "(() => { const { top } = document.querySelector('.messages')"
            + ".getBoundingClientRect(); const all = [...document.querySelectorAll('.bubble')];"
            + " return all.find(it => it.getBoundingClientRect().bottom > top).textContent; })()";

    @Test
    void goingBackToAConversationLeadsToWhereOneRead(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.post("londo", "andrewbrown", "hello");
            UUID group = server.converse("andrewbrown", "bayko", 300);
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles().last()).isInViewport();
            andrew.scroll(-1500);
            String text = (String) andrew.run(FIRST_IN_SIGHT);
            double place = top(andrew, text);

            andrew.rows().last().click();
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.page.goBack();

            assertThat(andrew.heading("Andrew Bayko")).isVisible();
            assertThat(andrew.bubbles().last()).not().isInViewport();
            assertThat(andrew.run(FIRST_IN_SIGHT)).isEqualTo(text);
            assertThat(top(andrew, text)).isCloseTo(place, within(1.0));
            andrew.rows().last().click();
            andrew.rows().first().click();
            assertThat(andrew.bubbles().last()).isInViewport();
        }
    }

    @Test
    void onAPhoneTheArrowAndTheBackButtonDoNotGoInCircles(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server, Look.PHONE.options())) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", "/messages");
            for (int times = 0; times < 2; times++) {
                andrew.rows().tap();
                assertThat(andrew.bubbles()).hasText("hello");
                andrew.page.locator(".back").tap();
                assertThat(andrew.rows()).isVisible();
            }
            andrew.page.goBack();
            assertThat(andrew.page).hasURL("about:blank");

            andrew.open("/messages/" + group);
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.page.locator(".back").tap();
            assertThat(andrew.rows()).isVisible();
            andrew.page.goBack();
            assertThat(andrew.page).hasURL("about:blank");
        }
    }

    private static double top(Tab tab, String text) {
        return ((Number) tab.page
                        .locator(".bubble", new LocatorOptions().setHasText(text))
                        .first()
                        .evaluate("it => it.getBoundingClientRect().top"))
                .doubleValue();
    }
}
