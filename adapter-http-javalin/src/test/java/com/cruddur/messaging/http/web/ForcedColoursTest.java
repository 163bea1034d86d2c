package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser takes grounds and shadows away where people force their own colours: what they told must be told otherwise. */
@ExtendWith(Chromium.class)
final class ForcedColoursTest {
    @Test
    void bubblesHaveBordersAndTheChosenConversationAGround(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server, Look.FORCED_COLOURS.options())) {
            server.post("londo", "andrewbrown", "hello");
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.send("hello, Bayko");
            assertThat(andrew.page.locator(".meta").last()).containsText("Sent");

            String border = "it => { const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(it);"
                    + " return [borderTopStyle, borderTopWidth, borderTopColor].join(' '); }";
            String others = (String) andrew.bubbles().first().evaluate(border);
            String own = (String) andrew.bubbles().last().evaluate(border);
            assertThat(others).matches("solid [12]px .*");
            assertThat(own).matches("solid [12]px .*").isNotEqualTo(others);
            Locator chosen = andrew.page.locator(".group[aria-current]");
            assertThat(chosen).hasCount(1);
            assertThat(ground(chosen)).isNotEqualTo(ground(andrew.page.locator("body")));
        }
    }

    private static Object ground(Locator it) {
        return it.evaluate("it => getComputedStyle(it).backgroundColor");
    }
}
