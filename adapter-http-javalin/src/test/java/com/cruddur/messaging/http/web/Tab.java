package com.cruddur.messaging.http.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A person at a browser of their own. Closing it checks that no script failed and that no policy was broken. */
final class Tab implements AutoCloseable {
    private static final String COLLECT_REPORTS =
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' '"
                    + " + e.blockedURI + ' ' + e.sample));";

    /**
     * The page waits a tenth as long for its next poll, or its next attempt. It shows the same afterwards. It waits as long as ever for
     * the server's comments, which come no sooner.
     */
    private static final String SHORTEN_WAITS = "{ const { setTimeout } = globalThis;"
            + " globalThis.setTimeout = (task, delay, ...more) =>"
            + " setTimeout(task, delay < 35_000 ? delay / 10 : delay, ...more); }";

    private static final String NO_LOCKS = "delete Navigator.prototype.locks";

    private static final Pattern POLLS = Pattern.compile("/api/(message_groups|messages/).*");

    final Page page;
    final List<String> faults = new ArrayList<>();

    /** How often the browser warned that something would be lost. */
    int warnings;

    private final BrowserContext context;
    private final WebServer server;

    Tab(Browser browser, WebServer server) {
        this(browser, server, new NewContextOptions());
    }

    Tab(Browser browser, WebServer server, NewContextOptions options) {
        this.server = server;
        context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/Vienna"));
        context.addInitScript(COLLECT_REPORTS);
        context.addInitScript(SHORTEN_WAITS);
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        page.onPageError(faults::add);
        page.onDialog(this::answer);
        page.onConsoleMessage(message -> {
            if (message.text().contains("policy")) {
                faults.add(message.text());
            }
        });
    }

    /** Writes a picture of the page to {@code target/screenshots}, if {@code -Dscreenshots=true} asks for it. */
    void picture(String name, Look look) {
        if (Boolean.getBoolean("screenshots")) {
            String file = name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
            page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
        }
    }

    Tab open(String path) {
        page.navigate(server.url(path));
        return this;
    }

    /** Opens the page as this user, signed in by a choice on the first page. */
    Tab openAs(String handle, String path) {
        open(path);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("@" + handle))
                .click();
        assertThat(page.locator(".me")).hasText("@" + handle);
        return this;
    }

    Tab openAs(String handle, UUID group) {
        return openAs(handle, "/messages/" + group);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    /** The form's field. */
    Locator composer() {
        return page.locator("#message");
    }

    /** The messages that are shown, stored or not. */
    Locator bubbles() {
        return page.locator(".bubble");
    }

    /** The messages that are not acknowledged. */
    Locator pending() {
        return page.locator("[data-key]");
    }

    /** One's own messages that are acknowledged. */
    Locator sent() {
        return page.locator(".message-own[data-uuid] .bubble");
    }

    Locator rows() {
        return page.locator(".group");
    }

    void send(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /** The page has no locks, as where it comes over plain HTTP: it polls. Call it before the page is opened. */
    Tab withoutLocks() {
        context.addInitScript(NO_LOCKS);
        return this;
    }

    /** Waits until events tell the page what is new, and it has read what came before. */
    void awaitLive() {
        awaitLive(page);
    }

    static void awaitLive(Page page) {
        assertThat(page.locator(".app[data-live=true]")).hasCount(1);
    }

    /** Waits until the page polls. */
    void awaitNotLive() {
        assertThat(page.locator(".app[data-live=false]")).hasCount(1);
    }

    /** Gives the page a clock that a test can pause and forward. Call it before the page is opened. */
    void installClock() {
        page.clock().install();
        // The clock has timers of its own.
        page.addInitScript(SHORTEN_WAITS);
    }

    /** From now on no timer of the page runs. Call {@link #installClock} first. */
    void pauseClock() {
        try {
            page.clock().pauseAt(soon());
        } catch (PlaywrightException cameTooLate) {
            // It stands still since then, so this comes in time.
            page.clock().pauseAt(soon());
        }
    }

    private long soon() {
        return ((Number) run("Date.now() + 100")).longValue();
    }

    /** From now on polls fail, in a tab {@link #withoutLocks}, and none is under way that began before. */
    void failPolls() {
        AtomicInteger lists = new AtomicInteger();
        page.route(POLLS, route -> {
            if (route.request().url().contains("message_groups")) {
                lists.incrementAndGet();
            }
            route.abort();
        });
        // A poll begins once the one before it has ended, and asks for the list once.
        page.waitForCondition(() -> lists.get() >= 2);
    }

    /** Ends {@link #failPolls}. */
    void passPolls() {
        page.unroute(POLLS);
    }

    /** From now on the page is visible or in the background, and its window has the focus or has not. */
    void look(boolean isVisible, boolean hasFocus) {
        run("Object.defineProperty(document, 'visibilityState', { configurable: true, value: '"
                + (isVisible ? "visible" : "hidden") + "' });"
                + "Object.defineProperty(document, 'hidden', { configurable: true, value: " + !isVisible + " });"
                + "document.hasFocus = () => " + hasFocus + ";"
                + "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));"
                + "dispatchEvent(new Event('" + (hasFocus ? "focus" : "blur") + "'))");
    }

    /** Scrolls the messages, and returns once the page knows of it. */
    void scroll(int pixels) {
        run("document.querySelector('.messages').scrollTop += " + pixels + ";"
                + " new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    Object run(String script) {
        return page.evaluate(script);
    }

    /** Nobody is asked anything by the browser but whether to leave. */
    private void answer(Dialog dialog) {
        if (dialog.type().equals("beforeunload")) {
            warnings++;
            dialog.accept();
        } else {
            faults.add("dialog: " + dialog.message());
            dialog.dismiss();
        }
    }

    @Override
    public void close() {
        // An attempt that is intercepted while the page closes would fail the test.
        if (!page.isClosed()) {
            page.navigate("about:blank");
        }
        context.close();
        assertThat(faults).as("faults of the page").isEmpty();
    }
}
