package com.cruddur.messaging.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The settings of an {@link HttpServer}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param origins the web origins whose pages may read the responses (CORS), each as a browser sends it: {@code
 *     https://app.example.com}, {@code http://localhost:3000}. There is no wildcard; if the set is empty, no page of another origin
 *     can read a response
 * @param moreRoutes adds routes to the same server. Their exceptions are answered like those of the built-in routes
 */
public record HttpSettings(String host, int port, Set<String> origins, Consumer<RoutesConfig> moreRoutes) {
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if the port or an origin is invalid */
    public HttpSettings {
        requireNonNull(host, "host");
        requireNonNull(moreRoutes, "moreRoutes");
        origins = Set.copyOf(origins);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port must be a number from 0 to " + MAX_PORT + ", not " + port);
        }
        origins.forEach(HttpSettings::requireOrigin);
    }

    /** The settings for a host and a port, with no other origins and no more routes. */
    public static HttpSettings on(String host, int port) {
        return new HttpSettings(host, port, Set.of(), routes -> {});
    }

    /**
     * Checks that a text is a web origin in the form that browsers send.
     *
     * @throws IllegalArgumentException if it is not; the message says which form an origin has
     */
    public static void requireOrigin(String text) {
        if (!isOrigin(text)) {
            throw new IllegalArgumentException(
                    "an origin must be a scheme and a host in lower case, a port if it is not the scheme's default,"
                            + " and nothing else, such as https://app.example.com; not " + text);
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

    /** The form that browsers send: RFC 6454, section 6.2. */
    private static String canonical(URI uri) {
        boolean usual = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
