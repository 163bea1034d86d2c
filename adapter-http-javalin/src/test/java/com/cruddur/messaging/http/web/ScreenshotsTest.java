package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Chromium.class)
final class ScreenshotsTest {
    private static final Path TARGET = Path.of("target", "screenshots");

    enum Look {
        LIGHT(1180, 760, ColorScheme.LIGHT),
        DARK(1180, 760, ColorScheme.DARK),
        PHONE(390, 780, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        NewContextOptions options() {
            return new NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setHasTouch(this == PHONE)
                    .setIsMobile(this == PHONE)
                    .setReducedMotion(ReducedMotion.REDUCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyPageIsWrittenToTarget(Look look, Browser browser) {
        try (WebServer server = new WebServer();
                Tab tab = new Tab(browser, server, look.options())) {
            tab.open("/messages");
            assertThat(tab.button("LM Londo Mollari @londo").or(tab.button("Londo Mollari @londo")))
                    .isVisible();
            shoot(tab, look, "sign-in");

            UUID group = talk(server);
            tab.openAs("andrewbrown", "/messages");
            assertThat(tab.rows()).hasCount(3);
            shoot(tab, look, "conversations");

            tab.open("/messages/" + group);
            assertThat(tab.bubbles().last()).isVisible();
            shoot(tab, look, "conversation");

            tab.page.route("**/api/messages", route -> route.abort());
            tab.send("One of us should write this down before we forget it.");
            assertThat(tab.button("Try again")).isVisible();
            tab.composer().fill("word ".repeat(206));
            shoot(tab, look, "not-sent");
            tab.page.unroute("**/api/messages");

            tab.open("/messages/new/zathras");
            assertThat(tab.heading("Zathras")).not().isVisible();
            assertThat(tab.composer()).isVisible();
            shoot(tab, look, "first-contact");

            tab.open("/messages/new/nobody-here");
            assertThat(tab.heading("Nobody has this handle")).isVisible();
            shoot(tab, look, "unknown-handle");

            tab.open("/messages/" + UUID.randomUUID());
            assertThat(tab.heading("This conversation is not here")).isVisible();
            shoot(tab, look, "foreign-group");
        }
        states(look, browser);
    }

    private static void states(Look look, Browser browser) {
        try (WebServer server = new WebServer();
                Tab tab = new Tab(browser, server, look.options())) {
            tab.openAs("londo", "/messages");
            assertThat(tab.heading("No conversations yet")).isVisible();
            shoot(tab, look, "empty");

            tab.page.context().setOffline(true);
            assertThat(tab.page.locator(".banner")).isVisible();
            shoot(tab, look, "offline");
            tab.page.context().setOffline(false);

            tab.page.route("**/api/message_groups*", route -> {});
            tab.page.route("**/api/messages/*", route -> {});
            tab.open("/messages/" + UUID.randomUUID());
            assertThat(tab.page.locator(".skeleton").last()).isVisible();
            shoot(tab, look, "loading");
        }
    }

    private static void shoot(Tab tab, Look look, String page) {
        String name = page + "-" + look.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        tab.page.screenshot(new ScreenshotOptions().setPath(TARGET.resolve(name)));
    }

    private static UUID talk(WebServer server) {
        server.addUser("zathras", "Zathras");
        server.postBefore(Duration.ofDays(9), "altbrown", "andrewbrown", "Your other half says hello.");
        server.postBefore(Duration.ofHours(26), "londo", "andrewbrown", "هل وصلتك رسالتي؟ See you at 9.");
        String[] lines = {
            "bayko|Have you watched the series to the end yet?",
            "andrewbrown|Last night! I did not expect it to hold up this well.",
            "bayko|The first season is slow, but everything in it pays off later.",
            "bayko|Which character would you keep?",
            "andrewbrown|Londo. He starts as the joke and ends as the tragedy, and you can see each step of the way down.",
            "andrewbrown|There is a good essay on it: https://example.org/essays/londo-and-gkar",
            "bayko|I will read it tonight 👍",
            "bayko|The two of them in the lift may be the best scene of the whole thing.",
            "andrewbrown|Agreed.\nSame time on Thursday?",
            "bayko|Thursday it is. I bring the tea.",
        };
        UUID group = null;
        for (int i = 0; i < lines.length; i++) {
            String from = lines[i].substring(0, lines[i].indexOf('|'));
            String to = from.equals("bayko") ? "andrewbrown" : "bayko";
            Duration ago = i < 3 ? Duration.ofHours(30).minusMinutes(7L * i) : Duration.ofMinutes(40 - 4L * i);
            group = server.postBefore(ago, from, to, lines[i].substring(from.length() + 1));
        }
        return group;
    }
}
