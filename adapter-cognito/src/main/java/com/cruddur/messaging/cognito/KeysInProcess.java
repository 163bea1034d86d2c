package com.cruddur.messaging.cognito;

import java.text.ParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The keys of an issuer that runs in this process.
 *
 * @param keySet its JWKS, which may become available later
 */
record KeysInProcess(CompletableFuture<String> keySet) implements KeySource {
    @Override
    public CompletableFuture<KeySet> fetch() {
        return keySet.thenApply(json -> {
            try {
                return KeySet.parse(json);
            } catch (ParseException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Override
    public String toString() {
        return "this process";
    }
}
