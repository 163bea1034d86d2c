package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class ConversationTest {
    /** Where the list stands once nothing older is on its way: far enough from the top, or at the beginning. */
    private static final String SETTLED = "() => { const list = document.querySelector('.messages');"
            + " return document.querySelector('.beginning') || list.scrollTop >= 800; }";

    /** The profile {@code simulation} sets 1,000. */
    private static final int MESSAGES = Integer.getInteger("messaging.conversation", 250);

    private static final String PLACE = "window.seen.getBoundingClientRect().top";

    private static final String SCROLL_UP =
            "(() => { const list = document.querySelector('.messages'); list.scrollTop -= 700;"
                    + " const { top } = list.getBoundingClientRect();"
                    + " window.seen = [...list.querySelectorAll('[data-uuid]')]"
                    + ".find(it => it.getBoundingClientRect().top > top); return " + PLACE + "; })()";

    @Test
    void twoPeopleMeetByAFirstMessageAndTalk(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server);
                Tab bayko = new Tab(browser, server)) {
            bayko.openAs("bayko", "/messages");
            assertThat(bayko.heading("No conversations yet")).isVisible();
            andrew.openAs("andrewbrown", "/messages");
            andrew.page.locator("#handle").fill("@Bayko");
            andrew.button("Start").click();
            assertThat(andrew.page.locator(".profile")).containsText("Andrew Bayko");
            andrew.send("Hello, Bayko");

            assertThat(andrew.page).hasURL(Pattern.compile("/messages/[0-9a-f-]{36}$"));
            assertThat(andrew.heading("Andrew Bayko")).isVisible();
            assertThat(andrew.page.locator(".meta")).containsText("Sent");
            assertThat(bayko.rows()).hasCount(1);
            assertThat(bayko.rows()).containsText("Hello, Bayko");
            assertThat(bayko.rows()).containsText("@andrewbrown");
            bayko.rows().click();
            bayko.send("Hello, Andrew");
            assertThat(andrew.bubbles()).hasText(new String[] {"Hello, Bayko", "Hello, Andrew"});
            andrew.send("One more");

            assertThat(bayko.bubbles()).hasText(new String[] {"Hello, Bayko", "Hello, Andrew", "One more"});
            assertThat(bayko.page.locator(".message-own .bubble")).hasText("Hello, Andrew");
            assertThat(andrew.rows()).containsText("One more");
        }
    }

    @Test
    void aNewMessageMovesItsConversationUpAndIsMarkedUntilItIsOpened(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.post("bayko", "andrewbrown", "from Bayko");
            server.post("londo", "andrewbrown", "from Londo");
            andrew.openAs("andrewbrown", "/messages");
            assertThat(andrew.rows()).containsText(new String[] {"from Londo", "from Bayko"});

            server.post("bayko", "andrewbrown", "again");

            assertThat(andrew.rows()).containsText(new String[] {"again", "from Londo"});
            assertThat(andrew.page.locator(".group-count")).hasText(new String[] {"2 new messages", "1 new message"});
            assertThat(andrew.page).hasTitle("(2) Messages");
            andrew.rows().first().click();
            assertThat(andrew.page.locator(".group-count")).hasText(new String[] {"1 new message"});
            assertThat(andrew.page).hasTitle("(1) Andrew Bayko · Messages");
        }
    }

    @Test
    void whoeverHasAConversationGoesOnWithIt(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "from Bayko");

            andrew.openAs("andrewbrown", "/messages/new/bayko");

            assertThat(andrew.page).hasURL(server.url("/messages/" + group));
            assertThat(andrew.bubbles()).hasText("from Bayko");
        }
    }

    @Test
    void anOldConversationIsNotOfferedAsANewOne(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "long ago");
            server.postToEach("andrewbrown", 120);
            andrew.installClock();
            andrew.openAs("andrewbrown", "/messages");
            assertThat(andrew.rows()).hasCount(100);
            andrew.page.route("**/api/message_groups?with=*", ConversationTest::unavailable);
            // Otherwise a poll may repeat the search before "Try again" does.
            andrew.pauseClock();

            andrew.page.locator("#handle").fill("Bayko");
            andrew.button("Start").click();
            assertThat(andrew.page.getByRole(AriaRole.ALERT)).containsText("Your conversations could not be loaded");
            assertThat(andrew.composer()).hasCount(0);
            andrew.page.unroute("**/api/message_groups?with=*");
            andrew.button("Try again").click();

            assertThat(andrew.page).hasURL(server.url("/messages/" + group));
            assertThat(andrew.bubbles()).hasText("long ago");
        }
    }

    @Test
    void whileMessagesCannotBeReadTheHeaderSaysWhoseTheyAre(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            server.postToEach("andrewbrown", 120);
            andrew.page.route("**/api/messages/*", ConversationTest::unavailable);

            andrew.openAs("andrewbrown", group);

            assertThat(andrew.page.getByRole(AriaRole.ALERT)).containsText("The messages could not be loaded");
            assertThat(andrew.heading("Andrew Bayko")).isVisible();
        }
    }

    private static void unavailable(Route route) {
        route.fulfill(new FulfillOptions()
                .setStatus(503)
                .setContentType("application/problem+json")
                .setBody("{}"));
    }

    @Test
    void aPageOpenedByItsAddressKnowsWhomItShowsThoughOnlyOneHasSpoken(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("andrewbrown", "bayko", "the first");
            server.postToEach("andrewbrown", 120);

            andrew.openAs("andrewbrown", group);

            assertThat(andrew.heading("Andrew Bayko")).isVisible();
        }
    }

    @Test
    void olderConversationsLoadAsOneScrolls(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.postToEach("andrewbrown", 220);
            andrew.openAs("andrewbrown", "/messages");
            assertThat(andrew.rows()).hasCount(100);
            for (int count : new int[] {200, 220}) {
                andrew.rows().last().scrollIntoViewIfNeeded();
                assertThat(andrew.rows()).hasCount(count);
            }
            List<String> names = andrew.page.locator(".group-name .handle").allTextContents();
            assertThat(names)
                    .containsExactlyElementsOf(IntStream.range(0, 220)
                            .mapToObj(i -> "@user" + (219 - i))
                            .toList());
        }
    }

    @Test
    void scrollingBackThroughALongConversationShowsEachMessageOnceWithoutAJump(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.converse("andrewbrown", "bayko", MESSAGES);
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles().last()).hasText("message " + MESSAGES);
            Locator beginning = andrew.page.locator(".beginning");
            for (int step = 0; !beginning.isVisible(); step++) {
                assertThat(step).as("steps to the beginning").isLessThan(300);
                double before = ((Number) andrew.run(SCROLL_UP)).doubleValue();
                if (step == 10) {
                    server.post("bayko", "andrewbrown", "message " + (MESSAGES + 1));
                    assertThat(andrew.button("1 new message")).isVisible();
                }
                andrew.page.waitForFunction(SETTLED);
                assertThat(((Number) andrew.run(PLACE)).doubleValue())
                        .as("where the first message in sight stands, at step %s", step)
                        .isCloseTo(before, within(1.0));
            }
            assertThat(andrew.bubbles().allTextContents())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MESSAGES + 1)
                            .mapToObj(i -> "message " + i)
                            .toList());
            andrew.button("1 new message").click();
            assertThat(andrew.bubbles().last()).isInViewport();
        }
    }

    @Test
    void nothingIsMissedHoweverMuchCameWhileOneWasAway(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "message 0");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasCount(1);
            andrew.page.context().setOffline(true);
            assertThat(andrew.page.locator(".banner")).isVisible();
            for (int i = 1; i <= 45; i++) {
                server.post("bayko", "andrewbrown", "message " + i);
            }

            andrew.page.context().setOffline(false);

            assertThat(andrew.bubbles()).hasCount(46);
            assertThat(andrew.bubbles().last()).isInViewport();
        }
    }

    @Test
    void aLongGapIsFilledWithoutReadingAMessageTwice(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.postBefore(Duration.ofHours(9), "bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            andrew.page.context().setOffline(true);
            assertThat(andrew.page.locator(".banner")).isVisible();
            server.converse("andrewbrown", "bayko", 250);
            List<Response> pages = new CopyOnWriteArrayList<>();
            andrew.page.onResponse(response -> {
                if (response.url().contains("/api/messages/")) {
                    pages.add(response);
                }
            });

            andrew.page.context().setOffline(false);

            assertThat(andrew.bubbles()).hasCount(251);
            andrew.awaitLive();
            assertThat(pages).allMatch(it -> it.url().contains("after="));
            String read = pages.stream().map(Response::text).collect(Collectors.joining());
            for (int i = 1; i < 250; i++) {
                assertThat(read).containsOnlyOnce("\"message " + i + "\"");
            }
        }
    }

    @Test
    void textLinksEmojiAndRightToLeftTextAreShownAsWritten(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("andrewbrown", "bayko", "start");
            andrew.openAs("andrewbrown", group);
            String text = "  two  spaces\n<b>not bold</b> &amp; 👩‍👩‍👧 https://example.org/a_(b)?x=1&y=2. "
                    + "javascript:alert(1) שלום";
            andrew.send(text);

            assertThat(andrew.page.locator(".message-sending")).hasCount(0);
            Locator last = andrew.bubbles().last();
            assertThat(last.textContent()).isEqualTo(text);
            assertThat(server.texts("bayko", group)).containsExactly("start", text);
            assertThat(last.locator("a")).hasCount(1);
            assertThat(last.locator("a")).hasAttribute("href", "https://example.org/a_(b)?x=1&y=2");
            andrew.send("مرحبا");
            assertThat(andrew.bubbles().last()).hasCSS("direction", "rtl");
        }
    }

    @Test
    void nothingInALinkTurnsItsDirection(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            String link = "https://example.org/\u202egro.elpmaxe\u2066\u061c\u200f/x";
            UUID group = server.post("bayko", "andrewbrown", "\u202e " + link);
            andrew.openAs("andrewbrown", group);

            Locator shown = andrew.bubbles().locator("a");
            assertThat(shown).hasText("https://example.org/%E2%80%AEgro.elpmaxe%E2%81%A6%D8%9C%E2%80%8F/x");
            assertThat(shown)
                    .hasJSProperty("href", "https://example.org/%E2%80%AEgro.elpmaxe%E2%81%A6%D8%9C%E2%80%8F/x");
            assertThat(shown).hasCSS("unicode-bidi", "isolate");
        }
    }
}
