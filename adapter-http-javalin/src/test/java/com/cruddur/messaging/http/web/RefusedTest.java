package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are refused for good, discarded, or lost by signing out. */
@ExtendWith(Chromium.class)
final class RefusedTest {
    private final WebServer server = new WebServer();
    private final UUID group = server.post("bayko", "andrewbrown", "hello");
    private final Browser browser;
    private Tab andrew;
    private Posts posts;

    RefusedTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void open() {
        andrew = new Tab(browser, server);
        posts = new Posts(andrew);
        andrew.openAs("andrewbrown", group);
        assertThat(andrew.bubbles()).hasText("hello");
    }

    @AfterEach
    void close() {
        try (server) {
            andrew.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 413, 422})
    void aRefusalIsToldInRedAndTheNextMessageIsSent(int status) {
        posts.fail(status);
        andrew.send("refused");
        Locator error = andrew.page.locator(".message-refused .error");
        assertThat(error).hasText("Not sent. It is " + status + ".");
        assertThat(error).hasCSS("color", "rgb(179, 38, 30)");
        assertThat(andrew.button("Try again")).hasCount(0);
        posts.pass();
        andrew.send("accepted");
        assertThat(andrew.pending()).hasCount(1);
        andrew.page.reload();

        assertThat(error).hasText("Not sent. It is " + status + ".");
        assertThat(server.texts("bayko", group)).containsExactly("hello", "accepted");
        assertThat(posts.texts).containsExactly("refused", "accepted");
    }

    @Test
    void whatIsRefusedIsShownWhereTheConversationCannotBeReadToo() {
        posts.fail(404);
        andrew.send("refused");
        assertThat(andrew.page.locator(".message-refused")).hasCount(1);
        for (int status : new int[] {404, 503}) {
            andrew.page.route("**/api/messages/*", route -> route.fulfill(new FulfillOptions().setStatus(status)));
            andrew.page.reload();
            assertThat(andrew.page.locator(".notice .icon").first()).isVisible();
            assertThat(andrew.page.locator(".message-refused .bubble")).hasText("refused");
        }
    }

    @Test
    void aDiscardedTextComesBackBeforeWhatIsBeingWritten() {
        posts.fail(422);
        andrew.send("one\ntwo");
        assertThat(andrew.button("Discard")).isVisible();
        andrew.composer().fill("three");
        andrew.button("Discard").click();

        assertThat(andrew.bubbles()).hasText("hello");
        assertThat(andrew.composer()).hasValue("one\ntwo\nthree");
        assertThat(andrew.composer()).isFocused();
        andrew.page.reload();
        assertThat(andrew.composer()).hasValue("one\ntwo\nthree");
        assertThat(andrew.bubbles()).hasText("hello");
        assertThat(server.texts("bayko", group)).containsExactly("hello");
    }

    @Test
    void discardingWhatWaitsLetsTheNextMessageGo() {
        posts.become(route -> {
            if (route.request().postData().contains("never mind")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        andrew.send("never mind");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.send("next");
        andrew.pending()
                .filter(new Locator.FilterOptions().setHasText("never"))
                .getByText("Discard")
                .click();

        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "next"});
        assertThat(andrew.pending()).hasCount(0);
        assertThat(andrew.composer()).hasValue("never mind");
        assertThat(server.texts("bayko", group)).containsExactly("hello", "next");
    }

    @Test
    void signingOutSaysWhatWouldBeLost() {
        posts.become(Route::abort);
        andrew.send("waits");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.send("behind it");
        andrew.composer().fill("half a thou");
        andrew.button("Sign out").click();

        assertThat(andrew.page.locator("dialog li")).hasText(new String[] {"waits", "behind it", "half a thou"});
        andrew.button("Stay").click();
        assertThat(andrew.page.locator("dialog")).hasCount(0);
        assertThat(andrew.button("Sign out")).isFocused();
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "waits", "behind it"});
        andrew.button("Sign out").click();
        andrew.button("Discard and sign out").click();
        assertThat(andrew.page.locator(".sign-in-notice")).hasText("You are signed out.");
        assertThat(andrew.run("JSON.stringify(sessionStorage)")).isEqualTo("{}");
        posts.pass();
        andrew.openAs("andrewbrown", group);
        assertThat(andrew.bubbles()).hasText("hello");
        assertThat(andrew.composer()).hasValue("");
    }
}
