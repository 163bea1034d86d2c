package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Enter does where it does not send. */
@ExtendWith(Chromium.class)
final class WritingTest {
    @Test
    void enterThatEndsACompositionDoesNotSend(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            andrew.composer().fill("こんにちは");
            for (String event : new String[] {"isComposing: true", "keyCode: 229"}) {
                andrew.composer()
                        .evaluate("it => it.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true,"
                                + " cancelable: true, " + event + " }))");
                assertThat(andrew.composer()).hasValue("こんにちは");
            }

            andrew.composer().press("Enter");

            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "こんにちは"});
        }
    }

    @Test
    void onAPhoneEnterBreaksTheLineAndTheButtonSends(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server, Look.PHONE.options())) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.composer()).hasAttribute("enterkeyhint", "enter");
            andrew.composer().tap();
            andrew.page.keyboard().type("one");
            andrew.page.keyboard().press("Enter");
            andrew.page.keyboard().type("two");
            assertThat(andrew.composer()).hasValue("one\ntwo");

            andrew.button("Send").tap();

            assertThat(andrew.bubbles()).hasText(new String[] {"hello", "one\ntwo"});
            assertThat(andrew.page.locator(".message-sending")).hasCount(0);
            assertThat(server.texts("bayko", group)).containsExactly("hello", "one\ntwo");
        }
    }
}
