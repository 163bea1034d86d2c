package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Unread messages: how many there are, and when they count as read. */
@ExtendWith(Chromium.class)
final class UnreadTest {
    @Test
    void unreadConversationsAreBoldAndCountedAlsoAfterAReloadAndOnAnotherDevice(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server);
                Tab phone = new Tab(browser, server, Look.PHONE.options())) {
            server.post("londo", "andrewbrown", "one");
            server.post("bayko", "andrewbrown", "one");
            server.post("bayko", "andrewbrown", "two");
            server.post("andrewbrown", "altbrown", "from oneself");
            for (Tab tab : new Tab[] {andrew, phone}) {
                tab.openAs("andrewbrown", "/messages");
                assertUnread(tab);
                tab.page.reload();
                assertUnread(tab);
            }

            phone.rows().nth(1).tap();
            assertThat(phone.bubbles()).hasCount(2);

            assertThat(andrew.page).hasTitle("(1) Messages");
            assertThat(andrew.page.locator(".group-count")).hasText(new String[] {"1 new message"});
            andrew.page.reload();
            assertThat(andrew.page.locator(".group-count")).hasText(new String[] {"1 new message"});
        }
    }

    private static void assertUnread(Tab tab) {
        assertThat(tab.page.locator(".group-count")).hasText(new String[] {"2 new messages", "1 new message"});
        assertThat(tab.page).hasTitle("(2) Messages");
        Locator names = tab.page.locator(".group-name .name");
        assertThat(names.nth(0)).hasCSS("font-weight", "600");
        assertThat(names.nth(1)).hasCSS("font-weight", "700");
        assertThat(names.nth(2)).hasCSS("font-weight", "700");
    }

    @Test
    void aConversationIsReadOnlyWhileItsEndIsInSightOfSomebody(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.converse("andrewbrown", "bayko", 100);
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.page.locator(".group-count")).hasCount(0);
            Locator count = andrew.page.locator(".group-count");

            andrew.look(false, true);
            server.post("bayko", "andrewbrown", "while the tab is hidden");
            assertThat(count).hasText("1 new message");
            assertThat(andrew.page).hasTitle("(1) Andrew Bayko · Messages");
            andrew.look(true, false);
            server.post("bayko", "andrewbrown", "while another window has the focus");
            assertThat(count).hasText("2 new messages");
            assertThat(andrew.bubbles().last()).hasText("while another window has the focus");
            andrew.scroll(-500);
            andrew.look(true, true);
            server.post("bayko", "andrewbrown", "while one reads further up");
            assertThat(count).hasText("3 new messages");
            assertThat(server.unread("andrewbrown")).isEqualTo(3);

            andrew.scroll(5000);

            assertThat(count).hasCount(0);
            assertThat(andrew.page).hasTitle("Andrew Bayko · Messages");
            assertThat(server.unread("andrewbrown")).isZero();
        }
    }

    @Test
    void aGroupIsMarkedAtMostOnceASecond(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.installClock();
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.awaitLive();
            andrew.page.waitForCondition(() -> server.unread("andrewbrown") == 0);
            andrew.pauseClock();
            andrew.page.clock().runFor(1_000);
            server.requests.clear();

            server.post("bayko", "andrewbrown", "one");
            andrew.page.waitForCondition(() -> server.unread("andrewbrown") == 0);
            server.post("bayko", "andrewbrown", "two");
            assertThat(andrew.bubbles()).hasCount(3);
            server.post("bayko", "andrewbrown", "three");
            assertThat(andrew.bubbles()).hasCount(4);
            assertThat(marks(server)).isEqualTo(1);
            assertThat(server.unread("andrewbrown")).isEqualTo(2);
            andrew.page.clock().runFor(1_000);

            andrew.page.waitForCondition(() -> server.unread("andrewbrown") == 0);
            assertThat(marks(server)).isEqualTo(2);
        }
    }

    private static long marks(WebServer server) {
        return server.requests.stream().filter(it -> it.endsWith("/read")).count();
    }

    @Test
    void anOwnMessageFromAnotherDeviceIsOnTheRightAndNotUnreadAlsoAfterANewHandle(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            server.post("andrewbrown", "bayko", "from the old handle");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.sent()).hasText(new String[] {"from the old handle"});
            server.rename("andrewbrown", "andy");

            server.post("andrewbrown", "bayko", "from the phone");

            assertThat(andrew.sent()).hasText(new String[] {"from the old handle", "from the phone"});
            assertThat(andrew.rows()).containsText("from the phone");
            assertThat(andrew.page.locator(".group-count")).hasCount(0);
        }
    }
}
