package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class SessionTest {
    @Test
    void anEndedSessionIsToldAndOneGoesOnWhereOneWas(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server).withoutLocks()) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.composer().fill("half a thou");

            server.revokeTokens(true);

            assertThat(andrew.page.locator(".sign-in-notice")).hasText("Your session has ended. Please sign in again.");
            assertThat(andrew.bubbles()).hasCount(0);
            server.revokeTokens(false);
            andrew.button("Andrew Brown @andrewbrown").click();
            assertThat(andrew.page).hasURL(server.url("/messages/" + group));
            assertThat(andrew.bubbles()).hasText("hello");
            assertThat(andrew.composer()).hasValue("half a thou");
        }
    }

    @Test
    void aTokenThatIsRefusedIsRenewedWithoutANotice(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");

            server.revokeTokens(false);
            andrew.send("still here");

            assertThat(andrew.page.locator(".meta").last()).containsText("Sent");
            assertThat(server.texts("bayko", group)).containsExactly("hello", "still here");
        }
    }

    @Test
    void twoTabsOfOneBrowserMayBeTwoPeople(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            Page other = andrew.page.context().newPage();
            other.navigate(server.url("/messages/" + group));
            other.locator(".card", new Page.LocatorOptions().setHasText("@bayko"))
                    .click();
            assertThat(other.locator(".me")).hasText("@bayko");
            andrew.page.reload();

            assertThat(andrew.page.locator(".me")).hasText("@andrewbrown");
            assertThat(other.locator(".message-own .bubble")).hasText("hello");
            assertThat(andrew.page.locator(".message-own")).hasCount(0);
            assertThat(andrew.run("localStorage.length + document.cookie.length"))
                    .isEqualTo(0);
        }
    }

    @Test
    void signingOutLeavesNothingInTheTab(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", server.post("bayko", "andrewbrown", "hello"));
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.composer().fill("a secret");

            andrew.button("Sign out").click();

            assertThat(andrew.page.locator(".sign-in-notice")).hasText("You are signed out.");
            assertThat(andrew.run("JSON.stringify(sessionStorage)")).isEqualTo("{}");
        }
    }

    @Test
    void aSendThatEndsWhileOneSignsOutLeavesNothingEither(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", server.post("bayko", "andrewbrown", "hello"));
            assertThat(andrew.bubbles()).hasText("hello");
            andrew.page.route("**/api/messages", route -> {});
            andrew.send("on its way");
            assertThat(andrew.page.locator(".message-sending")).hasCount(1);

            andrew.button("Sign out").click();
            andrew.button("Discard and sign out").click();

            assertThat(andrew.page.locator(".sign-in-notice")).hasText("You are signed out.");
            assertThat(andrew.run("JSON.stringify(sessionStorage)")).isEqualTo("{}");
        }
    }

    @Test
    void aGroupOfOthersLooksLikeOneThatDoesNotExist(Browser browser) {
        try (WebServer server = new WebServer();
                Tab londo = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            for (String path : new String[] {group.toString(), UUID.randomUUID().toString(), "MSG%23"}) {
                londo.openAs("londo", "/messages/" + path);
                assertThat(londo.heading("This conversation is not here")).isVisible();
                londo.button("Sign out").click();
            }
        }
    }

    @Test
    void anUnknownHandleAndOnesOwnAreTold(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages/new/nobody");
            assertThat(andrew.heading("Nobody has this handle")).isVisible();
            assertThat(andrew.composer()).hasCount(0);
            andrew.open("/messages/new/AndrewBrown");
            assertThat(andrew.heading("That is you")).isVisible();
        }
    }
}
