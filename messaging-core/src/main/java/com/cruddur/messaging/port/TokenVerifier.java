package com.cruddur.messaging.port;

import java.util.concurrent.CompletableFuture;

/** Tells who holds an access token. */
public interface TokenVerifier {
    /**
     * The subject ({@code sub}) of a token that is genuine, meant for this application, and valid now.
     *
     * @param token what the caller sent; anything at all
     * @return never blank
     * @throws com.cruddur.messaging.domain.MessagingException {@code TOKEN_INVALID}, one and the same for every token
     *     that is refused
     * @throws StorageException when tokens cannot be told apart at present, because the keys to do so cannot be had
     */
    String subjectOf(String token);

    /**
     * The same for a server with few threads: where something has to be fetched first, such as the issuer's keys, the caller's
     * thread does not wait for it. A verifier that never waits has nothing to add to {@link #subjectOf}, which is the default.
     *
     * @param token what the caller sent; anything at all
     * @return the subject; what {@link #subjectOf} throws fails it. It is done within seconds
     */
    default CompletableFuture<String> verify(String token) {
        try {
            return CompletableFuture.completedFuture(subjectOf(token));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
