package com.cruddur.messaging.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How the HTTP interface is served.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param origins the web origins whose pages may read the answers, each as a browser sends it: {@code https://app.example.com},
 *     {@code http://localhost:3000}. There is no wildcard; with none, no page of another origin reads anything
 * @param moreRoutes adds routes to the same server. What they throw is answered as what ours throw
 */
public record HttpSettings(
        String host, int port, Set<String> origins, Consumer<RoutesConfig> moreRoutes) {
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException for a port or an origin that is none */
    public HttpSettings {
        requireNonNull(host, "host");
        requireNonNull(moreRoutes, "moreRoutes");
        origins = Set.copyOf(origins);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is a number from 0 to " + MAX_PORT + ", not " + port);
        }
        origins.forEach(HttpSettings::requireOrigin);
    }

    /** On a host and port, for no other origin, without further routes. */
    public static HttpSettings on(String host, int port) {
        return new HttpSettings(host, port, Set.of(), routes -> {});
    }

    /** @throws IllegalArgumentException for what is no origin */
    static void requireOrigin(String text) {
        if (!isOrigin(text)) {
            throw new IllegalArgumentException(
                    "an origin is a lower-case scheme and host, with a port where it is not the scheme's own,"
                            + " and nothing after it, such as https://app.example.com; not " + text);
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && text.equals(canonical(uri));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** As a browser writes it: RFC 6454, section 6.2. */
    private static String canonical(URI uri) {
        boolean usual = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
