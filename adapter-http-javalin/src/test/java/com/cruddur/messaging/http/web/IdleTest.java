package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The requests of a page that polls, by a clock that moves only as the test moves it. A wait of a second takes a tenth of it there. */
@ExtendWith(Chromium.class)
final class IdleTest {
    /** Ends after what is under way in the page. */
    private static final String SETTLE = "new Promise(done => { const { port1, port2 } = new MessageChannel();"
            + " port1.onmessage = () => done(); port2.postMessage(0); })";

    private final List<String> requests = new ArrayList<>();
    private final Set<Request> underWay = new HashSet<>();

    @Test
    void whileNothingHappensAPageAsksSeldom(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = polling(browser, server)) {
            UUID group = server.converse("andrewbrown", "bayko", 30);
            server.read("andrewbrown", group);
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasCount(30);
            andrew.pauseClock();
            settle(andrew);
            requests.clear();

            pass(andrew, 70, 10);

            assertThat(requests.stream().filter(it -> it.endsWith("/api/message_groups")))
                    .as("polls in 70 idle seconds")
                    .hasSizeBetween(6, 11);
            assertThat(requests).as("requests in 70 idle seconds").hasSizeLessThan(36);
        }
    }

    @Test
    void aHiddenTabAsksOnceAMinuteAndShowsWhatIsUnread(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = polling(browser, server)) {
            UUID group = server.post("bayko", "andrewbrown", "hello");
            andrew.openAs("andrewbrown", group);
            assertThat(andrew.bubbles()).hasText("hello");
            assertThat(andrew.page.locator(".group-count")).hasCount(0);
            andrew.look(false, false);
            andrew.pauseClock();
            pass(andrew, 60, 10);
            requests.clear();
            server.post("bayko", "andrewbrown", "again");

            pass(andrew, 60, 1);

            assertThat(andrew.page).hasTitle("(1) Andrew Bayko · Messages");
            assertThat(requests).singleElement().asString().endsWith("/api/message_groups");
        }
    }

    @Test
    void afterFiveMinutesTheWholeListIsReadAgain(Browser browser) {
        try (WebServer server = new WebServer();
                Tab andrew = polling(browser, server)) {
            UUID oldest = server.post("bayko", "andrewbrown", "long ago");
            server.postToEach("andrewbrown", 30);
            andrew.openAs("andrewbrown", "/messages");
            assertThat(andrew.page).hasTitle("(1) Messages");
            andrew.pauseClock();

            server.read("andrewbrown", oldest);
            andrew.page.clock().fastForward("04:30");
            pass(andrew, 20, 10);
            assertThat(andrew.page).hasTitle("(1) Messages");
            andrew.page.clock().fastForward("00:30");
            pass(andrew, 20, 10);

            assertThat(andrew.page).hasTitle("Messages");
        }
    }

    private Tab polling(Browser browser, WebServer server) {
        Tab tab = new Tab(browser, server).withoutLocks();
        tab.installClock();
        tab.page.onRequest(request -> {
            if (request.url().contains("/api/")) {
                requests.add(request.url());
                underWay.add(request);
            }
        });
        tab.page.onRequestFinished(underWay::remove);
        tab.page.onRequestFailed(underWay::remove);
        return tab;
    }

    /** So many seconds pass in the page, faster by this factor, in small steps: after each one all requests are answered. */
    private void pass(Tab tab, int seconds, int faster) {
        int step = faster == 1 ? 1_000 : 250;
        for (int left = seconds * 1_000 / faster; left > 0; left -= step) {
            tab.page.clock().runFor(step);
            settle(tab);
        }
    }

    private void settle(Tab tab) {
        tab.page.waitForCondition(underWay::isEmpty);
        tab.run(SETTLE);
    }
}
