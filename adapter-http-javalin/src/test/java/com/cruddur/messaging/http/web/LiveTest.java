package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events tell a page what is new. Where the clock stands still, no poll does. */
@ExtendWith(Chromium.class)
final class LiveTest {
    private static final String EVENTS = "**/api/events";

    /** Comments, each kind of line end, data in two lines, a character of two bytes, and an event that is cut off. */
    private static final String READ_BY_BYTES =
            "import(document.querySelector('link[href$=\"/js/sse.js\"]').href).then(({ eventReader }) => {"
                    + " const events = []; const read = eventReader((name, data) => events.push(name + ' ' + data));"
                    + " const text = ':\\n\\nevent: ready\\ndata: {}\\n\\n: hello\\r\\n"
                    + "event: message\\r\\ndata: {\"a\":\\r\\ndata: \"é\"}\\r\\n\\r\\ndata:plain\\n\\nevent: x\\ndata: cut';"
                    + " for (const byte of new TextEncoder().encode(text)) read(Uint8Array.of(byte));"
                    + " return events; })";

    /** Ends after what is under way in the page. */
    private static final String SETTLE = "new Promise(done => { const { port1, port2 } = new MessageChannel();"
            + " port1.onmessage = () => done(); port2.postMessage(0); })";

    @Test
    void eventsTellOfMessagesAndOfReadingWithoutPolls(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.installClock();
            UUID group = server.post("andrewbrown", "bayko", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            andrew.pauseClock();
            server.requests.clear();

            server.post("bayko", "andrewbrown", "good morning");
            server.post("londo", "andrewbrown", "from Londo");

            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "good morning"});
            assertThat(andrew.rows()).containsText(new String[] {"from Londo", "good morning"});
            assertThat(andrew.page).hasTitle("(1) Andrew Bayko · Messages");
            assertThat(server.requests).doesNotContain("/api/message_groups");
            server.read("bayko", group);
            assertThat(andrew.page.locator(".message-own .meta")).containsText("Seen");
        }
    }

    @Test
    void tabsOfOneUserShareAStreamAndTheNextTakesOverWhereTheFirstIsClosed(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.installClock();
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            Page other = andrew.page.context().waitForPage(() -> andrew.run("void window.open(location.href)"));
            Tab.awaitLive(other);
            assertThat(server.streams.opened()).isEqualTo(1);
            andrew.pauseClock();

            server.post("bayko", "andrewbrown", "to both");
            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "to both"});
            assertThat(other.locator(".bubble")).hasText(new String[] {"hello", "to both"});
            andrew.page.close();
            other.waitForCondition(() -> server.streams.opened() == 2);
            Tab.awaitLive(other);
            server.post("bayko", "andrewbrown", "to the one that is left");

            assertThat(other.locator(".bubble")).hasCount(3);
            other.waitForCondition(() -> server.streams.open() == 1);
        }
    }

    @Test
    void aStreamIsReadThoughItsPiecesEndAnywhere(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.open("/messages");

            Object events = andrew.run(READ_BY_BYTES);

            assertThat(events).isEqualTo(List.of("ready {}", "message {\"a\":\n\"é\"}", " plain"));
        }
    }

    @Test
    void tabsOfTwoUsersHaveAStreamEach(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            Page bayko = andrew.page.context().newPage();
            bayko.navigate(server.url("/messages"));
            bayko.locator(".card", new Page.LocatorOptions().setHasText("@bayko"))
                    .click();
            Tab.awaitLive(bayko);

            assertThat(server.streams.open()).isEqualTo(2);
        }
    }

    @Test
    void withoutLocksATabPolls(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server).withoutLocks()) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");

            server.post("bayko", "andrewbrown", "again");

            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "again"});
            assertThat(server.requests).doesNotContain("/api/events");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 406, 429, 503})
    void whileTheStreamIsRefusedThePagePollsAndAsksAgain(int status, Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.page
                    .context()
                    .route(
                            EVENTS,
                            route -> route.fulfill(new FulfillOptions()
                                    .setStatus(status)
                                    .setHeaders(status == 429 ? Map.of("Retry-After", "1") : Map.of())));
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");
            server.post("bayko", "andrewbrown", "by a poll");
            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "by a poll"});

            andrew.page.context().unroute(EVENTS);

            andrew.awaitLive();
        }
    }

    @Test
    void aStreamOnWhichNothingComesIsBroken(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.installClock();
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            andrew.pauseClock();

            andrew.page.clock().runFor(30_000);
            assertThat(server.streams.opened()).isEqualTo(1);
            // A comment of the server may have come meanwhile.
            for (int more = 0; more < 5 && server.streams.opened() == 1; more++) {
                andrew.page.clock().runFor(15_000);
                andrew.run(SETTLE);
            }

            andrew.page.waitForCondition(() -> server.streams.opened() == 2);
            andrew.awaitLive();
        }
    }

    @Test
    void aStreamThatEndsWithItsTokenGoesOnWithANewOne(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.giveTokensFor(Duration.ofSeconds(3));
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            server.giveTokensFor(Duration.ofHours(1));
            andrew.page.waitForCondition(() -> server.streams.opened() == 2);
            andrew.awaitLive();

            server.post("bayko", "andrewbrown", "again");

            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "again"});
        }
    }

    @Test
    void aStreamThatEndsWithItsTokenEndsTheSessionWhereThereIsNoNewOne(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.giveTokensFor(Duration.ofSeconds(3));
            andrew.openAs("andrewbrown", "/messages");
            andrew.awaitLive();

            server.revokeTokens(true);

            assertThat(andrew.page.locator(".sign-in-notice")).hasText("Your session has ended. Please sign in again.");
        }
    }
}
