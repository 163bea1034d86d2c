package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
final class ScriptInjectionTest {
    private static final int STRINGS = 3_000;
    private static final int SENDERS = 6;

    private static final List<String> BREAKOUTS = List.of(
            "",
            "\">",
            "'>",
            "--><",
            "]]>",
            "</textarea>",
            "</title></style>",
            "</script>",
            "\\\");",
            "`}",
            "\u2028",
            "&quot;&gt;");

    private static final List<String> PAYLOADS = List.of(
            "<script>%s</script>",
            "<img src=x onerror=%s>",
            "<svg onload=%s>",
            "<svg><script>%s</script></svg>",
            "<iframe srcdoc='<script>%s</script>'></iframe>",
            "<iframe src=javascript:%s></iframe>",
            "<a href=javascript:%s autofocus onfocus=%s>x</a>",
            "<details open ontoggle=%s>",
            "<video><source onerror=%s></video>",
            "<math><mtext><style><img src=x onerror=%s></style></mtext></math>",
            "<form><button formaction=javascript:%s>x</button></form>",
            "<object data='data:text/html,<script>%s</script>'></object>",
            "<style>@import 'javascript:%s';</style>",
            "<input autofocus onfocus=%s>",
            "<base href=javascript:%s//>",
            "<template><img src=x onerror=%s></template>",
            "javascript:%s",
            "java\tscript:%s",
            "data:text/html,<script>%s</script>",
            "https://a.example/\" onmouseover=%s x=\"",
            "https://a.example/<img/src=x/onerror=%s>",
            "http://javascript:%s@a.example/",
            "[link](javascript:%s)",
            "{{constructor.constructor('%s')()}}",
            "${%s}",
            "{\"type\":\"script\",\"props\":{\"dangerouslySetInnerHTML\":{\"__html\":\"%s\"}}}",
            "';%s;//",
            "\u202e<script>%s</script>");

    private static final List<UnaryOperator<String>> DISGUISES = List.of(
            text -> text,
            String::toUpperCase,
            text -> text.replace(" ", "/"),
            text -> text.replace(" ", "\n"),
            text -> text.replace("<", "&lt;"),
            text -> text.replace("<", "%3C").replace(">", "%3E"),
            text -> text.replace("<", "<<"),
            text -> text.replace("o", "&#111;"),
            text -> text.replace("<", "\\u003c"));

    /** Each of the payloads in each of the disguises behind each of the breakouts. */
    private static List<String> strings() {
        return PAYLOADS.stream()
                .map(payload -> payload.replace("%s", "alert(window.hacked=1)"))
                .flatMap(payload -> DISGUISES.stream().map(disguise -> disguise.apply(payload)))
                .flatMap(payload -> BREAKOUTS.stream().map(breakout -> breakout + payload))
                .limit(STRINGS)
                .toList();
    }

    @Test
    void threeThousandStringsAreShownAndNoneIsRun(Browser browser) {
        List<String> strings = strings();
        assertThat(strings).hasSize(STRINGS);
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            andrew.openAs("andrewbrown", "/messages");
            for (int sender = 0; sender < SENDERS; sender++) {
                int each = STRINGS / SENDERS;
                show(strings.subList(sender * each, (sender + 1) * each), "sender" + sender, server, andrew);
            }
        }
    }

    /** Everything that the sender sent is seen, back to the first. */
    private static void show(List<String> strings, String sender, WebServer server, Tab andrew) {
        server.addUser(sender, sender);
        UUID group = server.post(sender, "andrewbrown", strings.get(0));
        strings.subList(1, strings.size()).forEach(it -> server.post(sender, "andrewbrown", it));
        andrew.open("/messages/" + group);
        assertThat(andrew.bubbles().first()).isVisible();
        while (!andrew.page.locator(".beginning").isVisible()) {
            Object shown = andrew.bubbles().count();
            andrew.run("document.querySelector('.messages').scrollTop = 0");
            // The messages of the last five seconds are there already.
            andrew.page.waitForFunction(
                    "count => document.querySelector('.beginning') || document.querySelectorAll('.bubble').length > count",
                    shown);
        }
        assertThat(andrew.bubbles().allTextContents()).containsExactlyElementsOf(strings);
        assertNothingRan(andrew);
    }

    @Test
    void namesPreviewsAddressesAndWhatOneTypesAreTextToo(Browser browser) {
        String evil = "<img src=x onerror=alert(window.hacked=1)>";
        String handle = "x\"><script>alert(window.hacked=1)</script>";
        try (WebServer server = new WebServer();
                Tab andrew = new Tab(browser, server)) {
            server.addUser(handle, evil);
            andrew.openAs("andrewbrown", "/messages");
            andrew.page.locator("#handle").fill(handle);
            andrew.button("Start").click();
            assertThat(andrew.page.locator(".profile .name")).hasText(evil);
            andrew.send(evil);
            assertThat(andrew.heading(evil)).isVisible();
            assertThat(andrew.page.locator(".group-preview")).hasText(evil);
            assertThat(andrew.bubbles()).hasText(evil);
            andrew.open("/messages/new/" + "%3Cscript%3Ealert(window.hacked=1)%3C%2Fscript%3E");
            assertThat(andrew.heading("Nobody has this handle")).isVisible();
            assertNothingRan(andrew);
        }
    }

    /** Closing the tab finds every violation of the policy. */
    private static void assertNothingRan(Tab tab) {
        assertThat(tab.run("window.hacked === undefined")).isEqualTo(true);
        assertThat(tab.page.locator(".bubble :not(a), .group-preview *, .name *, h1 *"))
                .hasCount(0);
        Locator links = tab.page.locator(".bubble a");
        Object schemes = links.evaluateAll("all => all.map(it => it.protocol)");
        assertThat((List<?>) schemes)
                .allMatch(it -> Stream.of("http:", "https:").anyMatch(it::equals));
    }
}
