package com.cruddur.messaging.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The posts of a tab: what was attempted, in order, and what becomes of each attempt. */
final class Posts {
    /** The request arrives and is done, its answer never comes. */
    static final Consumer<Route> NO_ANSWER = Route::fetch;

    /** The request arrives and is done, and the connection breaks before its answer. */
    static final Consumer<Route> LOSE_ANSWER = route -> {
        route.fetch();
        route.abort();
    };

    private static final String PATH = "**/api/messages";
    private static final Pattern TEXT = Pattern.compile("\"message\":\"([^\"]*)\"");

    /** The texts of all attempts. */
    final List<String> texts = new ArrayList<>();

    private final Map<String, String> keys = new HashMap<>();
    private final Tab tab;

    Posts(Tab tab) {
        this.tab = tab;
        tab.page.onRequest(this::record);
    }

    /** From now on this becomes of each attempt. The newest route counts, so no attempt gets through between two of them. */
    void become(Consumer<Route> fate) {
        tab.page.route(PATH, fate);
    }

    /** From now on each attempt is answered by a problem with this status. */
    void fail(int status, String... header) {
        Map<String, String> headers = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
        become(route -> route.fulfill(new FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setHeaders(headers)
                .setBody("{\"status\":" + status + ",\"detail\":\"It is " + status + ".\",\"errors\":[\"a_code\"]}")));
    }

    void pass() {
        tab.page.unroute(PATH);
    }

    /** Waits until so many attempts were made in all. */
    void await(int attempts) {
        tab.page.waitForCondition(() -> texts.size() >= attempts);
    }

    private void record(Request request) {
        if (request.method().equals("POST") && request.url().endsWith("/api/messages")) {
            Matcher text = TEXT.matcher(request.postData());
            assertThat(text.find()).isTrue();
            texts.add(text.group(1));
            String key = request.headers().get("idempotency-key");
            assertThat(key)
                    .as("the key of '%s', attempted again", text.group(1))
                    .matches("[0-9a-f]{32}");
            assertThat(keys.computeIfAbsent(text.group(1), it -> key)).isEqualTo(key);
        }
    }
}
