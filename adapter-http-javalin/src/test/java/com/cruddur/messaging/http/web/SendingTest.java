package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class SendingTest {
    private static final String POSTS = "**/api/messages";

    /** The request arrives and is done, its answer does not come back. */
    private static final Consumer<Route> LOSE_ANSWER = route -> {
        route.fetch();
        route.abort();
    };

    private final WebServer server = new WebServer();
    private final UUID group = server.post("bayko", "andrewbrown", "hello");
    private final Browser browser;
    private Tab andrew;

    SendingTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void open() {
        andrew = new Tab(browser, server).withoutLocks().openAs("andrewbrown", group);
        assertThat(andrew.bubbles()).hasText("hello");
    }

    @AfterEach
    void close() {
        try (server) {
            andrew.close();
        }
    }

    @Test
    void aRetryAfterALostAnswerStoresTheMessageOnce() {
        andrew.page.route(POSTS, LOSE_ANSWER);
        andrew.send("once");
        assertThat(andrew.page.locator(".message-waiting .bubble")).hasText("once");
        assertThat(server.texts("bayko", group)).containsExactly("hello", "once");
        andrew.page.unroute(POSTS);

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "once"});
        assertThat(server.texts("bayko", group)).containsExactly("hello", "once");
    }

    @Test
    void aFirstMessageWhoseAnswerWasLostIsStoredOnceTooAndLeadsToItsConversation() {
        andrew.page.route(POSTS, LOSE_ANSWER);
        andrew.open("/messages/new/londo");
        andrew.send("first");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.page.unroute(POSTS);

        assertThat(andrew.heading("Londo Mollari")).isVisible();
        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasText("first");
        String path = andrew.page.url().substring(andrew.page.url().lastIndexOf('/') + 1);
        assertThat(server.texts("londo", UUID.fromString(path))).containsExactly("first");
    }

    @Test
    void whatWasNotSentSurvivesAReloadAndIsStoredOnce() {
        andrew.page.route(POSTS, LOSE_ANSWER);
        andrew.send("kept");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.page.unroute(POSTS);
        andrew.composer().fill("a draft");

        andrew.page.reload();
        assertThat(andrew.composer()).hasValue("a draft");

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "kept"});
        assertThat(server.texts("bayko", group)).containsExactly("hello", "kept");
    }

    @Test
    void aDoubleClickSendsOnce() {
        andrew.composer().fill("double");
        andrew.button("Send").dblclick();
        andrew.send("last");

        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "double", "last"});
        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "double", "last");
    }

    @Test
    void aMessageIsShownWhileItIsOnItsWayAndKeepsItsPlace() {
        Route[] held = new Route[1];
        andrew.page.route(POSTS, route -> {
            if (held[0] == null) {
                held[0] = route;
            } else {
                route.resume();
            }
        });
        andrew.send("slow");
        assertThat(andrew.page.locator(".message-sending .meta")).hasText("Sending…");
        andrew.send("quick");
        assertThat(andrew.page.locator(".message-waiting .meta")).hasText("Waiting… Discard");
        assertThat(andrew.page.locator(".message-sending")).hasCount(1);
        held[0].resume();

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "slow", "quick"});
        assertThat(server.texts("bayko", group)).containsExactly("hello", "slow", "quick");
    }

    @Test
    void newsThatHoldsAMessageBeforeItsAnswerComesDoesNotShowItTwice() {
        Runnable[] answer = new Runnable[1];
        andrew.page.route(POSTS, route -> {
            APIResponse stored = route.fetch();
            answer[0] = () -> route.fulfill(new FulfillOptions().setResponse(stored));
        });
        andrew.send("once");
        andrew.page.waitForCondition(() -> answer[0] != null);
        for (int polls = 0; polls < 2; polls++) {
            andrew.page.waitForResponse("**/api/messages/*", () -> {});
        }
        assertThat(andrew.bubbles()).hasCount(2, new HasCountOptions().setTimeout(1));
        answer[0].run();

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "once"});
    }

    @Test
    void messagesWrittenOfflineAreSentByThemselvesInTheirOrder() {
        Page page = andrew.page;
        page.context().setOffline(true);
        assertThat(page.locator(".banner")).containsText("You are offline");
        andrew.send("first");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.send("second");
        assertThat(page.locator(".message-waiting .bubble")).hasText(new String[] {"first", "second"});

        page.context().setOffline(false);

        assertThat(andrew.pending()).hasCount(0);
        assertThat(page.locator(".banner")).isHidden();
        assertThat(server.texts("bayko", group)).containsExactly("hello", "first", "second");
    }

    @Test
    void enterSendsAndShiftEnterBreaksTheLine() {
        andrew.composer().click();
        andrew.page.keyboard().type("one");
        andrew.page.keyboard().press("Shift+Enter");
        andrew.page.keyboard().type("two");
        andrew.page.keyboard().press("Enter");

        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.bubbles()).hasCount(2);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "one\ntwo");
        assertThat(andrew.composer()).hasValue("");
    }

    @Test
    void charactersAreCountedAsCodePoints() {
        String longest = "😀".repeat(1_024);
        andrew.composer().fill("x".repeat(923));
        assertThat(andrew.page.locator("#counter")).isHidden();
        andrew.composer().fill("x".repeat(924));
        assertThat(andrew.page.locator("#counter")).hasText("100 left");
        andrew.send(longest + "x");
        assertThat(andrew.page.locator("#counter")).hasText("1 too many");
        assertThat(andrew.bubbles()).hasCount(1);
        assertThat(andrew.composer()).hasValue(longest + "x");
        andrew.send(longest);

        assertThat(andrew.bubbles()).hasCount(2);
        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", longest);
    }

    @Test
    void whiteSpaceAloneIsNotSent() {
        andrew.send(" \n\u00a0\u2003");
        andrew.send("something");

        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "something"});
        assertThat(andrew.pending()).hasCount(0);
    }
}
