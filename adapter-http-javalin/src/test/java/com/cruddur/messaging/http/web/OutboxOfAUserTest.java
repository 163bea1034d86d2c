package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose the outbox is, where it is kept, and what it does before there is a conversation. */
@ExtendWith(Chromium.class)
final class OutboxOfAUserTest {
    private static final String NO_STORAGE = "Object.defineProperty(window, 'sessionStorage',"
            + " { get() { throw new DOMException('turned off', 'SecurityError'); } });";

    private static final String FULL_STORAGE = "for (let size = 4194304; size >= 1; size = size > 1 ? size / 2 : 0) {"
            + " try { sessionStorage.setItem('filler' + size, 'x'.repeat(size)); } catch {} }";

    @Test
    void afterTheSessionHasEndedItWaitsForTheSameUser(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server).withoutLocks()) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.composer().fill("to be continued");
            andrew.composer().press("Enter");
            assertThat(andrew.pending()).hasCount(0);
            // Otherwise a poll may end the session before the message is sent.
            andrew.failPolls();
            server.revokeTokens(true);
            andrew.send("after the end");
            assertThat(andrew.page.locator(".sign-in-notice"))
                    .hasText("Your session has ended. Please sign in again. Your unsent messages are kept.");
            andrew.passPolls();
            server.revokeTokens(false);

            andrew.openAs("bayko", group);
            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "to be continued"});
            assertThat(andrew.composer()).hasValue("");
            andrew.page.waitForResponse("**/api/messages/*", () -> {});
            andrew.button("Sign out").click();
            assertThat(andrew.page.locator(".sign-in-notice")).hasText("You are signed out.");
            assertThat(server.texts("bayko", group)).containsExactly("hello", "to be continued");

            andrew.openAs("andrewbrown", group);
            assertThat(andrew.sent()).hasText(new String[] {"to be continued", "after the end"});
            assertThat(andrew.bubbles()).hasCount(3);
            assertThat(server.texts("bayko", group)).containsExactly("hello", "to be continued", "after the end");
        }
    }

    @Test
    void aNewTokenThatIsRefusedTooEndsTheSession(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            Posts posts = new Posts(andrew);
            posts.fail(401);
            andrew.send("kept");
            assertThat(andrew.page.locator(".sign-in-notice")).containsText("Your unsent messages are kept.");
            posts.pass();

            andrew.openAs("andrewbrown", group);

            assertThat(andrew.sent()).hasText("kept");
            assertThat(server.texts("bayko", group)).containsExactly("hello", "kept");
        }
    }

    @Test
    void twoTabsOfOneUserWithTheSameOutboxStoreItOnceAndInOrder(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.page.context().route("**/api/messages", Route::abort);
            andrew.send("one");
            assertThat(andrew.button("Try again")).isVisible();
            andrew.send("two");
            Page copy = andrew.page.context().waitForPage(() -> andrew.run("void window.open(location.href)"));
            assertThat(copy.locator("[data-key] .bubble")).hasText(new String[] {"one", "two"});
            andrew.page.context().unroute("**/api/messages");

            assertThat(andrew.pending()).hasCount(0);
            assertThat(copy.locator("[data-key]")).hasCount(0);
            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "one", "two"});
            assertThat(copy.locator(".bubble")).hasText(new String[] {"hello", "one", "two"});
            assertThat(server.texts("bayko", group)).containsExactly("hello", "one", "two");
        }
    }

    @Test
    void whereTheStorageIsTurnedOffOneWritesAllTheSameAndIsWarned(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.page.addInitScript(NO_STORAGE);
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            sendsAndIsWarned(andrew, server, group);
        }
    }

    @Test
    void whereTheStorageIsFullOneWritesAllTheSameAndIsWarned(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.run(FULL_STORAGE);
            sendsAndIsWarned(andrew, server, group);
            andrew.run("sessionStorage.clear()");
        }
    }

    private static void sendsAndIsWarned(Tab andrew, WebServer server, UUID group) {
        Posts posts = new Posts(andrew);
        assertThat(andrew.bubbles()).hasText("hello");
        posts.become(Route::abort);
        andrew.send("kept in the page");
        assertThat(andrew.button("Try again")).isVisible();
        assertThat(andrew.page.locator(".banner")).containsText("This browser keeps nothing for this page.");
        andrew.composer().fill("a draft");
        assertThat(andrew.composer()).hasValue("a draft");
        posts.pass();

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.page.locator(".banner")).isHidden();
        assertThat(server.texts("bayko", group)).containsExactly("hello", "kept in the page");
        posts.become(Route::abort);
        andrew.send("a draft");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.page.reload();
        assertThat(andrew.warnings).as("warnings before the page went").isEqualTo(1);
    }

    @Test
    void firstMessagesWaitInTheirOrderAndGoOnInTheConversationThatTheOtherOpens(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages/new/Londo");
            Posts posts = new Posts(andrew);
            posts.become(Posts.LOSE_ANSWER);
            andrew.send("one");
            assertThat(andrew.button("Try again")).isVisible();
            posts.fail(503);
            andrew.send("two");
            andrew.page.reload();
            assertThat(andrew.page).hasURL(Pattern.compile("/messages/[0-9a-f-]{36}$"));
            andrew.send("three");
            assertThat(andrew.bubbles()).hasText(new String[] {"one", "two", "three"});
            UUID group = server.post("londo", "andrewbrown", "from Londo");
            assertThat(andrew.bubbles()).hasText(new String[] {"from Londo", "one", "two", "three"});
            posts.pass();

            assertThat(andrew.pending()).hasCount(0);
            assertThat(andrew.bubbles()).hasText(new String[] {"one", "from Londo", "two", "three"});
            assertThat(server.texts("londo", group)).containsExactly("one", "from Londo", "two", "three");
        }
    }
}
