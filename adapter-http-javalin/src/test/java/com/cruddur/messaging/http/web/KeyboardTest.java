package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class KeyboardTest {
    private static final int MOST_STOPS = 20;

    @Test
    void everythingIsDoneWithoutAPointer(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.post("bayko", "andrewbrown", "hello");
            Keyboard keyboard = andrew.page.keyboard();
            andrew.open("/messages");
            assertThat(andrew.button("Andrew Brown @andrewbrown")).isVisible();
            tabTo(andrew, andrew.button("Andrew Brown @andrewbrown"));
            keyboard.press("Enter");
            assertThat(andrew.heading("Messages")).isFocused();
            assertThat(andrew.rows()).hasCount(1);
            tabTo(andrew, andrew.rows());
            keyboard.press("Enter");
            assertThat(andrew.composer()).isFocused();
            keyboard.type("good morning");
            keyboard.press("Enter");
            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "good morning"});
            assertThat(andrew.composer()).isFocused();

            keyboard.press("Shift+Tab");
            assertThat(andrew.page.locator(".messages")).isFocused();
            andrew.page.locator("#handle").focus();
            keyboard.type("londo");
            keyboard.press("Enter");
            assertThat(andrew.composer()).isFocused();
            keyboard.type("and to you");
            keyboard.press("Enter");
            assertThat(andrew.page).hasURL(Pattern.compile("/messages/[0-9a-f-]{36}$"));
            assertThat(andrew.heading("Londo Mollari")).isVisible();
            assertThat(andrew.composer()).isFocused();
            andrew.page.goBack();
            assertThat(andrew.heading("Andrew Bayko")).isVisible();
            assertThat(andrew.composer()).isFocused();
            tabTo(andrew, andrew.button("Sign out"));
            keyboard.press("Enter");
            assertThat(andrew.page.locator(".sign-in-notice")).hasText("You are signed out.");
        }
    }

    @Test
    void aRetryIsReachedAndMadeByKeys(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.installClock();
            andrew.openAs("andrewbrown", server.post("bayko", "andrewbrown", "hello"));
            andrew.page.route("**/api/messages", route -> route.abort());
            andrew.send("again");
            assertThat(andrew.button("Try again")).isVisible();
            andrew.pauseClock();
            andrew.page.unroute("**/api/messages");

            tabTo(andrew, andrew.button("Try again"));
            andrew.page.keyboard().press("Enter");

            assertThat(andrew.page.locator(".meta").last()).containsText("Sent");
        }
    }

    @Test
    void newMessagesAreAnnouncedAndOldOnesAreNot(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", server.converse("andrewbrown", "bayko", 50));
            assertThat(andrew.bubbles()).not().hasCount(0);
            Locator live = andrew.page.locator("[aria-live=polite]");
            assertThat(live).hasText("");

            server.post("bayko", "andrewbrown", "news");

            assertThat(live).hasText("Andrew Bayko: news");
        }
    }

    @Test
    void onAPhoneOnePaneIsShownAtATimeAndOneFindsBack(Browser browser) {
        NewContextOptions phone = Look.PHONE.options();
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server, phone)) {
            server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", "/messages");
            andrew.rows().tap();
            assertThat(andrew.heading("Andrew Bayko")).isFocused();
            assertThat(andrew.rows()).isHidden();

            andrew.page.locator(".back").tap();

            assertThat(andrew.rows()).isVisible();
            assertThat(andrew.bubbles()).hasCount(0);
            assertThat(andrew.heading("Messages")).isFocused();
        }
    }

    /** Presses Tab until this has the focus; each stop on the way shows that it has it. */
    private static void tabTo(Tab tab, Locator target) {
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            tab.page.keyboard().press("Tab");
            assertThat(tab.run("document.activeElement === document.body"
                            + " || getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                    .as("the focus is seen")
                    .isEqualTo(true);
            if (Boolean.TRUE.equals(target.evaluate("it => it === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("not reached by the keyboard: " + target);
    }
}
