package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of any script and any length. */
@ExtendWith(Chromium.class)
final class NamesTest {
    @Test
    void aNameThatIsWrittenFromRightToLeftStandsBeforeItsHandle(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.addUser("dana", "דנה כהן");
            server.post("dana", "andrewbrown", "שלום");
            andrew.openAs("andrewbrown", "/messages");

            Locator name = andrew.page.locator(".group-name .name");
            Locator handle = andrew.page.locator(".group-name .handle");

            assertThat(name).hasCSS("direction", "rtl");
            assertThat(handle).hasCSS("direction", "ltr");
            assertThat(left(name)).isLessThan(left(handle));
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void aLongNameStaysInItsCard(Look look, Browser browser) {
        String handle = "llanfair" + "pwllgwyngyll".repeat(15);
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server, look.options())) {
            server.addUser(handle, handle.toUpperCase(Locale.ROOT));
            andrew.openAs("andrewbrown", "/messages/new/" + handle);
            assertThat(andrew.page.locator(".profile")).isVisible();
            assertNothingSticksOut(andrew, ".profile");
            assertNothingSticksOut(andrew, ".pane .bar");
            andrew.picture("long-name", look);
            andrew.open("/messages/new/x" + handle);
            assertThat(andrew.heading("Nobody has this handle")).isVisible();
            assertNothingSticksOut(andrew, ".notice");
            server.post(handle, "andrewbrown", "hello");
            andrew.open("/messages");
            assertThat(andrew.rows()).isVisible();
            assertThat(andrew.run("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            andrew.rows().click();
            assertThat(andrew.bubbles()).hasText("hello");
            assertNothingSticksOut(andrew, ".pane .bar");
        }
    }

    private static void assertNothingSticksOut(Tab tab, String card) {
        Object out = tab.page
                .locator(card)
                .last()
                .evaluate("card => [...card.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right"
                        + " > card.getBoundingClientRect().right + 1).map(it => it.className)");
        assertThat(out)
                .as("what sticks out of %s", card)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    private static double left(Locator it) {
        return it.boundingBox().x;
    }
}
