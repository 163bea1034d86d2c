package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An address may hold any name, also one that every JavaScript object has. */
@ExtendWith(Chromium.class)
final class AddressTest {
    private static final String[] NAMES_OF_JAVASCRIPT = {
        "constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf"
    };

    @Test
    void aNameThatEveryObjectHasIsNoGroupAndNoHandle(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages");
            for (String name : NAMES_OF_JAVASCRIPT) {
                andrew.open("/messages/" + name);
                assertThat(andrew.heading("This conversation is not here")).isVisible();
                andrew.open("/messages/new/" + name);
                assertThat(andrew.heading("Nobody has this handle")).isVisible();
            }
        }
    }

    @Test
    void aUserMayHaveSuchAHandle(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.addUser("constructor", "Con Structor");
            andrew.openAs("andrewbrown", "/messages/new/constructor");
            assertThat(andrew.composer()).hasValue("");
            andrew.composer().fill("a draft");
            andrew.page.reload();
            assertThat(andrew.composer()).hasValue("a draft");
            andrew.composer().press("Enter");

            assertThat(andrew.heading("Con Structor")).isVisible();
            assertThat(andrew.bubbles()).hasText("a draft");
        }
    }
}
