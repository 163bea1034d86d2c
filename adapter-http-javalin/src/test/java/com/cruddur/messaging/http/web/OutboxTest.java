package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message whose first attempt fails in a way that may pass. The texts of a test differ. */
@ExtendWith(Chromium.class)
final class OutboxTest {
    private static final String BECOME_VISIBLE = "document.dispatchEvent(new Event('visibilitychange'))";

    /** Longer than the page pauses after its third failure, in milliseconds. */
    private static final long LONGER_THAN_A_PAUSE = 6_000;

    private final WebServer server = new WebServer();
    private final UUID group = server.post("bayko", "andrewbrown", "hello");
    private final Browser browser;
    private Tab andrew;
    private Posts posts;

    OutboxTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void open() {
        andrew = new Tab(browser, server).withoutLocks();
        andrew.installClock();
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

    @Test
    void aPostThatHangsHoldsBackOnlyTheMessageItself() {
        posts.become(Posts.NO_ANSWER);
        andrew.send("slow");
        posts.await(1);

        server.post("bayko", "andrewbrown", "from Bayko");
        server.post("andrewbrown", "bayko", "from another device");

        String[] shown = {"hello", "from Bayko", "from another device", "slow"};
        assertThat(andrew.bubbles()).hasText(shown);
        assertThat(andrew.page.locator(".message-sending .bubble")).hasText("slow");
    }

    @Test
    void aMessageWhoseAnswerWasSlowIsShownOnceAfterAReload() {
        server.post("andrewbrown", "bayko", "twice");
        posts.become(Posts.NO_ANSWER);
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "twice"});
        andrew.send("twice");
        posts.await(1);

        andrew.page.reload();
        posts.await(2);
        andrew.page.waitForResponse("**/api/messages/*", () -> {});

        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "twice", "twice"});
        assertThat(andrew.page.locator(".message-sending .bubble")).hasText("twice");
        posts.pass();
        andrew.page.reload();
        assertThat(andrew.sent()).hasText(new String[] {"twice", "twice"});
        assertThat(andrew.bubbles()).hasCount(3);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "twice", "twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aFailureThatMayPassIsTriedAgainAndNothingOvertakes(int status) {
        posts.fail(status);
        andrew.send("first");
        assertThat(andrew.pending()).containsText("Waiting to be sent. It is " + status + ".");
        andrew.send("second");
        for (int attempts = 2; attempts <= 3; attempts++) {
            skipThePause();
            posts.await(attempts);
        }
        assertThat(andrew.page.locator(".error")).hasCount(0);
        assertThat(posts.texts).containsOnly("first");

        posts.pass();
        skipThePause();

        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "first", "second");
        assertThat(posts.texts).endsWith("first", "second").containsOnlyOnce("second");
    }

    /** Two messages wait: the attempt at the first has failed. */
    private void skipThePause() {
        assertThat(andrew.page.locator(".message-waiting")).hasCount(2);
        andrew.page.clock().fastForward(LONGER_THAN_A_PAUSE);
    }

    @Test
    void aQueueThatStandsHoldsBackNoOtherConversation() {
        UUID other = server.post("londo", "andrewbrown", "from Londo");
        posts.become(route -> {
            if (route.request().postData().contains("stuck")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        andrew.send("stuck");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.send("behind it");
        andrew.rows().filter(new Locator.FilterOptions().setHasText("Londo")).click();
        andrew.send("free");

        assertThat(andrew.bubbles()).hasText(new String[] {"from Londo", "free"});
        assertThat(andrew.sent()).hasText("free");
        assertThat(server.texts("londo", other)).containsExactly("from Londo", "free");
        Locator unsent = andrew.page.locator(".unsent a");
        assertThat(unsent).hasText("Waiting to be sent: 2 messages to @bayko");
        unsent.click();
        assertThat(andrew.page.locator(".message-waiting .bubble")).hasText(new String[] {"stuck", "behind it"});
    }

    @Test
    void aPauseThatTheServerAsksForIsKeptOverAReload() {
        posts.fail(429, "Retry-After", "3600");
        andrew.send("patient");
        assertThat(andrew.pending()).containsText("It is sent after");
        assertThat(andrew.button("Try again")).hasCount(0);
        posts.pass();
        andrew.page.reload();
        assertThat(andrew.pending()).hasCount(1);
        andrew.run("dispatchEvent(new Event('online'))");
        andrew.page.clock().fastForward("59:00");
        andrew.page.waitForResponse("**/api/messages/*", () -> {});
        assertThat(posts.texts).containsExactly("patient");

        andrew.page.clock().fastForward("02:00");

        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "patient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispatchEvent(new Event('online'))",
                "[...document.querySelectorAll('.link')].find(it => it.textContent === 'Try again').click()",
                "location.reload()"
            })
    void itIsSentWithoutAWaitFor(String happening) {
        posts.become(Route::abort);
        andrew.send("at once");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.pauseClock();
        posts.pass();

        andrew.run(happening);

        assertThat(andrew.sent()).hasText("at once");
        assertThat(server.texts("bayko", group)).containsExactly("hello", "at once");
    }

    @Test
    void itIsSentWhenTheServerAnswersAgain() {
        andrew.page.route("**/api/**", Route::abort);
        andrew.send("at once");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.pauseClock();
        andrew.run(BECOME_VISIBLE);
        assertThat(andrew.page.locator(".banner")).containsText("cannot be reached");
        andrew.page.unroute("**/api/**");

        andrew.run(BECOME_VISIBLE);

        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "at once");
    }

    @Test
    void whatWasWrittenOfflineIsSentDaysLater() {
        andrew.page.context().setOffline(true);
        andrew.send("from the mountains");
        assertThat(andrew.button("Try again")).isVisible();
        andrew.page.clock().fastForward(Duration.ofDays(3).toMillis());
        andrew.page.context().setOffline(false);

        assertThat(andrew.pending()).hasCount(0);
        assertThat(server.texts("bayko", group)).containsExactly("hello", "from the mountains");
    }

    /** The server forgets a key after a day. Another attempt could then store the message twice. */
    @Test
    void whatMayHaveArrivedADayAgoIsNotSentAgain() {
        posts.become(Posts.LOSE_ANSWER);
        andrew.send("perhaps");
        assertThat(andrew.button("Try again")).isVisible();
        posts.pass();
        andrew.pauseClock();
        andrew.page.clock().fastForward("24:00:00");

        assertThat(andrew.page.locator(".message-refused .meta")).containsText("It may have arrived");
        assertThat(posts.texts).containsOnly("perhaps");
        assertThat(andrew.bubbles()).hasText(new String[] {"hello", "perhaps", "perhaps"});
    }
}
