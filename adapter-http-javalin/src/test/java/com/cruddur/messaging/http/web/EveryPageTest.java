package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Axe audits each page and state in light and on a phone, and its colours in dark and in forced colours too. */
@ExtendWith(Chromium.class)
final class EveryPageTest {
    private static final String[] LINES = {
        "bayko|Have you watched the series to the end yet?",
        "andrewbrown|Last night! I did not expect it to hold up this well.",
        "bayko|The first season is slow, but everything in it pays off later.",
        "bayko|Which character would you keep?",
        "andrewbrown|Londo. He starts as the joke and ends as the tragedy, and you can see each step of the way down.",
        "andrewbrown|There is a good essay on it: https://example.org/essays/londo-and-gkar",
        "bayko|I will read it tonight.",
        "bayko|The two of them in the lift may be the best scene of the whole thing.",
        "andrewbrown|Agreed.\nSame time on Thursday?",
        "bayko|Thursday it is. I bring the tea.",
    };

    @ParameterizedTest
    @EnumSource(Look.class)
    void pagesHaveNoAccessibilityViolations(Look look, Browser browser) {
        try (WebServer server = new WebServer();
                Tab tab = new Tab(browser, server, look.options())) {
            UUID group = talk(server);
            tab.open("/messages");
            assertThat(tab.button("Londo Mollari @londo")).isVisible();
            audit(tab, look, "sign-in");

            tab.openAs("andrewbrown", "/messages");
            assertThat(tab.rows()).hasCount(3);
            server.post("altbrown", "andrewbrown", "Are you still there?");
            assertThat(tab.page.locator(".group-unread")).hasCount(3);
            audit(tab, look, "conversations");

            tab.open("/messages/" + group);
            assertThat(tab.bubbles()).hasCount(LINES.length);
            audit(tab, look, "conversation");

            tab.open("/messages/new/zathras");
            assertThat(tab.composer()).isVisible();
            audit(tab, look, "first-contact");
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void mishapsHaveNoAccessibilityViolations(Look look, Browser browser) {
        try (WebServer server = new WebServer();
                Tab tab = new Tab(browser, server, look.options())) {
            tab.openAs("londo", "/messages");
            assertThat(tab.heading("No conversations yet")).isVisible();
            audit(tab, look, "empty");

            tab.page.context().setOffline(true);
            assertThat(tab.page.locator(".banner")).isVisible();
            audit(tab, look, "offline");
            tab.page.context().setOffline(false);

            tab.open("/messages/new/nobody-here");
            assertThat(tab.heading("Nobody has this handle")).isVisible();
            audit(tab, look, "unknown-handle");

            tab.open("/messages/" + UUID.randomUUID());
            assertThat(tab.heading("This conversation is not here")).isVisible();
            audit(tab, look, "foreign-group");

            tab.open("/messages/" + server.post("bayko", "londo", "Are you there?"));
            assertThat(tab.bubbles()).hasCount(1);
            tab.page.route("**/api/messages", route -> route.abort());
            tab.composer().fill("Always.");
            tab.button("Send").click();
            assertThat(tab.button("Try again")).isVisible();
            tab.composer().fill("You know that I am.");
            tab.button("Send").click();
            tab.composer().fill("word ".repeat(206));
            audit(tab, look, "waiting");
            tab.open("/messages");
            assertThat(tab.page.locator(".unsent")).isVisible();
            audit(tab, look, "waiting-elsewhere");
            tab.button("Sign out").click();
            assertThat(tab.page.locator("dialog")).isVisible();
            audit(tab, look, "sign-out");
            tab.button("Stay").click();
            tab.page.goBack();
            new Posts(tab).fail(422);
            tab.page.reload();
            assertThat(tab.page.locator(".message-refused")).hasCount(2);
            assertThat(tab.page.locator(".jump")).hasCount(0);
            audit(tab, look, "refused");

            tab.page.route("**/api/message*/**", route -> {});
            tab.page.route("**/api/message_groups", route -> {});
            tab.page.reload();
            assertThat(tab.page.locator(".skeleton-messages")).isVisible();
            audit(tab, look, "loading");
        }
    }

    private static void audit(Tab tab, Look look, String name) {
        tab.picture(name, look);
        assertThat(axe(tab, look).analyze().getViolations())
                .extracting(Rule::getId, Rule::getNodes)
                .as("violations of %s, %s", name, look)
                .isEmpty();
    }

    private static AxeBuilder axe(Tab tab, Look look) {
        // The page has no frames, so that one run in the page itself finds all; else the library opens a second page
        // each time.
        AxeBuilder axe = new AxeBuilder(tab.page).setLegacyMode(true);
        return look.differsByColoursAlone() ? axe.withRules(List.of("color-contrast")) : axe;
    }

    private static UUID talk(WebServer server) {
        server.addUser("zathras", "Zathras");
        server.postBefore(Duration.ofDays(9), "altbrown", "andrewbrown", "Your other half says hello.");
        server.postBefore(Duration.ofHours(26), "londo", "andrewbrown", "هل وصلتك رسالتي؟ See you at 9.");
        UUID group = null;
        for (int i = 0; i < LINES.length; i++) {
            String from = LINES[i].substring(0, LINES[i].indexOf('|'));
            String to = from.equals("bayko") ? "andrewbrown" : "bayko";
            Duration ago = i < 3 ? Duration.ofMinutes(1800 - 7L * i) : Duration.ofMinutes(40 - 4L * i);
            group = server.postBefore(ago, from, to, LINES[i].substring(from.length() + 1));
        }
        return group;
    }
}
