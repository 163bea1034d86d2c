package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.http.SignIn;
import com.microsoft.playwright.Browser;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class HostedSignInTest {
    private final Browser browser;

    private HostedPages pages;
    private WebServer server;
    private Tab bayko;

    HostedSignInTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() throws Exception {
        pages = new HostedPages(handle -> server.token(handle));
        server = new WebServer(new SignIn.Cognito(pages.domain(), HostedPages.CLIENT));

        bayko = new Tab(browser, server);
    }

    @AfterEach
    void close() {
        server.close();
        pages.close();
        bayko.close();
    }

    @Test
    void oneComesBackSignedInToThePageThatOneCameFrom() {
        UUID group = server.post("bayko", "andrewbrown", "hello");
        bayko.open("/messages/" + group);
        bayko.button("Sign in").click();

        assertThat(bayko.page).hasURL(server.url("/messages/" + group));
        assertThat(bayko.page.locator(".me")).hasText("@bayko");
        assertThat(bayko.page.locator(".message-own .bubble")).hasText("hello");
        assertThat(bayko.run("localStorage.length + document.cookie.length")).isEqualTo(0);
    }

    @Test
    void tokensAreRefreshedBeforeTheyExpire() {
        bayko.open("/messages");
        bayko.button("Sign in").click();
        assertThat(bayko.heading("No conversations yet")).isVisible();

        assertThat(pages.grants).startsWith("authorization_code", "refresh_token");
    }

    @Test
    void anAnswerThatNobodyAskedForSignsNobodyIn() {
        pages.forge();
        bayko.open("/messages");
        bayko.button("Sign in").click();

        assertThat(bayko.page.locator(".sign-in-notice")).hasText("Sign-in was not completed. Please try again.");
        assertThat(bayko.page).hasURL(server.url("/messages"));
        assertThat(pages.grants).isEmpty();
    }

    @Test
    void signingOutGoesByTheHostedPagesToo() {
        bayko.open("/messages");
        bayko.button("Sign in").click();
        assertThat(bayko.page.locator(".me")).hasText("@bayko");

        bayko.page.waitForRequest(
                pages.domain() + "/logout?*", () -> bayko.button("Sign out").click());

        assertThat(bayko.page.locator(".sign-in-notice")).hasText("You are signed out.");
        assertThat(bayko.button("Sign in")).isVisible();
    }
}
