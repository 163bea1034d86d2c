package com.cruddur.messaging.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DNS rebinding: a page's host name leads to this machine, so that the browser takes the service for the page's own. */
@ExtendWith(Chromium.class)
class RebindingTest {
    private static final String ASK_FOR_A_TOKEN = "async () => {"
            + " const answer = await fetch('/dev/token', {method: 'POST', body: '{\"handle\":\"andrewbrown\"}',"
            + " headers: {'Content-Type': 'application/json'}});"
            + " return answer.status + ' ' + await answer.text(); }";

    @Test
    void aPageUnderAnotherHostNameGetsNoToken(Browser browser) {
        try (WebServer server = new WebServer();
                Tab tab = new Tab(browser, server)) {
            tab.page.navigate(server.url("/messages").replace("127.0.0.1", Chromium.REBOUND_HOST));
            assertThat(tab.run(ASK_FOR_A_TOKEN).toString())
                    .startsWith("403 ")
                    .contains("host_not_allowed")
                    .doesNotContain("access_token");

            tab.open("/messages");
            assertThat(tab.run(ASK_FOR_A_TOKEN).toString()).startsWith("200 ").contains("access_token");
        }
    }
}
