package com.cruddur.messaging.cognito;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The address where an issuer publishes its JWKS. */
final class KeySetEndpoint implements KeySource {
    /** The maximum size of a key set. Cognito's has less than 1,000 bytes. */
    static final int MAX_BYTES = 64 * 1024;

    private final URI address;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param timeout for a whole fetch, from the connection to the last byte of the body */
    KeySetEndpoint(URI address, Duration timeout) {
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("the address of a key set must be an http or https URL: " + address);
        }
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<KeySet> fetch() {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, head -> new LimitedBody(MAX_BYTES));
        CompletableFuture<KeySet> fetched =
                exchange.thenApply(KeySetEndpoint::read).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        fetched.whenComplete((keys, failure) -> exchange.cancel(true));
        return fetched;
    }

    private static KeySet read(HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return KeySet.parse(new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException | ParseException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
