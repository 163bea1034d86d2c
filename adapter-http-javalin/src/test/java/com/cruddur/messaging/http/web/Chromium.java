package com.cruddur.messaging.http.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The machine's Chromium, started once for all tests of a process, headless. It is the one that the environment variable CHROMIUM names, or
 * else the first on the PATH, at best the headless shell: it has no user interface of its own to draw, and takes half of the time. Where
 * there is none the tests are skipped, unless CI is true: then they fail.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver {
    /** A host whose name leads to this machine. */
    static final String REBOUND_HOST = "evil.test";

    private static final Namespace NAMESPACE = Namespace.create(Chromium.class);
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP " + REBOUND_HOST + " 127.0.0.1");

    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> executable = find();
        if (executable.isEmpty()) {
            String notice = "no Chromium on the PATH or in CHROMIUM: the web client is not tested";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(notice);
            }
            session(context).computeIfAbsent("notice", it -> say(notice), String.class);
            Assumptions.abort(notice);
        }
        session(context).computeIfAbsent(Running.class, it -> start(executable.orElseThrow()), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context).get(Running.class, Running.class).browser();
    }

    /** It lasts as long as the test process: the root's store is of one class alone where classes are handed to processes one by one. */
    private static Store session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    private static String say(String notice) {
        System.out.println(notice);
        return notice;
    }

    private static Running start(Path executable) {
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
        return new Running(playwright, browser);
    }

    private static Optional<Path> find() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Stream<Path> onPath = NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(it -> Path.of(it, name)));
        return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
