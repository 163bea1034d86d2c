package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the new messages of a conversation begin, and which of one's own the other has seen. */
@ExtendWith(Chromium.class)
final class NewMessagesTest {
    private static final String AFTER_THE_LINE = ".new + .message .bubble";

    @Test
    void aLineStandsBeforeTheFirstUnreadMessageUntilOneLeaves(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID other = server.post("londo", "andrewbrown", "hello");
            UUID group = server.post("bayko", "andrewbrown", "read");
            server.read("andrewbrown", group);
            server.post("andrewbrown", "bayko", "one's own");
            server.post("bayko", "andrewbrown", "new");
            server.post("bayko", "andrewbrown", "newer");

            andrew.openAs("andrewbrown", group);

            assertThat(andrew.page.locator(".new")).hasText("New messages");
            assertThat(andrew.page.locator(AFTER_THE_LINE)).hasText("new");
            assertThat(andrew.page.locator(".jump")).hasCount(0);
            server.post("bayko", "andrewbrown", "newest");
            assertThat(andrew.bubbles()).hasCount(5);
            assertThat(andrew.page.locator(AFTER_THE_LINE)).hasText("new");
            // The page marks once a second at most. Only what londo wrote is unread then.
            andrew.page.waitForCondition(() -> server.unread("andrewbrown") == 1);
            andrew.page.locator(".group[href$='" + other + "']").click();
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.page.locator(".group[href$='" + group + "']").click();
            assertThat(andrew.bubbles()).hasCount(5);
            assertThat(andrew.page.locator(".new")).hasCount(0);
        }
    }

    @Test
    void oneJumpsToTheFirstUnreadMessageHoweverFarUpItIs(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.postBefore(Duration.ofHours(9), "bayko", "andrewbrown", "read");
            server.read("andrewbrown", group);
            for (int i = 1; i <= 250; i++) {
                server.postBefore(Duration.ofMinutes(251 - i), "bayko", "andrewbrown", "message " + i);
            }
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles().last()).isInViewport();

            andrew.button("250 new messages").click();

            assertThat(andrew.page.locator(".new")).isInViewport();
            assertThat(andrew.page.locator(AFTER_THE_LINE)).hasText("message 1");
            assertThat(andrew.page.locator(AFTER_THE_LINE)).isInViewport();
            assertThat(andrew.bubbles().last()).not().isInViewport();
            assertThat(andrew.page.locator(".jump")).hasCount(0);
        }
    }

    @Test
    void whatComesWhileOneReadsFurtherUpIsCountedAndJumpedTo(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.converse("andrewbrown", "bayko", 60);
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles().last()).isInViewport();
            assertThat(andrew.page.locator(AFTER_THE_LINE)).hasText("message 1");
            andrew.page.waitForCondition(() -> server.unread("andrewbrown") == 0);
            assertThat(andrew.button("40 new messages")).isVisible();
            andrew.run("document.querySelector('.messages').scrollTop = 900");

            server.post("bayko", "andrewbrown", "one");
            server.post("bayko", "andrewbrown", "two");
            server.post("bayko", "andrewbrown", "three");
            andrew.button("3 new messages").click();

            assertThat(andrew.page.locator(AFTER_THE_LINE)).hasText("one");
            assertThat(andrew.bubbles().last()).hasText("three");
            assertThat(andrew.bubbles().last()).isInViewport();
            assertThat(andrew.page.locator(".jump")).hasCount(0);
            assertThat(andrew.page.locator(".messages")).isFocused();
        }
    }

    @Test
    void onlyOnesOwnMessagesSayThatTheyAreSeen(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server);
                Tab bayko = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            server.post("andrewbrown", "bayko", "one");
            andrew.openAs("andrewbrown", group);
            Locator marks = andrew.page.locator(".message-own .meta");
            assertThat(marks).hasText(new Pattern[] {Pattern.compile("Sent$")});
            andrew.send("two");
            assertThat(andrew.sent()).hasCount(2);
            assertThat(marks).hasText(new Pattern[] {Pattern.compile("Sent$")});

            bayko.openAs("bayko", group);

            assertThat(marks).hasText(new Pattern[] {Pattern.compile("Seen$")});
            bayko.look(false, false);
            andrew.send("three");
            assertThat(marks).hasText(new Pattern[] {Pattern.compile("Seen$"), Pattern.compile("Sent$")});
            assertThat(bayko.bubbles()).hasCount(4);
            assertThat(bayko.page.locator(".message:not(.message-own)")).hasCount(3);
            assertThat(bayko.page.locator(".message:not(.message-own)").last())
                    .not()
                    .containsText("Se");
            andrew.page.reload();
            assertThat(marks).hasText(new Pattern[] {Pattern.compile("Seen$"), Pattern.compile("Sent$")});
        }
    }
}
