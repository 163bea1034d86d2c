package com.cruddur.messaging.port;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Verifies access tokens. */
public interface TokenVerifier {
    /**
     * Verifies that a token is genuine, was issued for this application, and is valid now. Returns its subject ({@code sub}).
     *
     * @param token the token as the caller sent it; any text, or null
     * @return never blank
     * @throws com.cruddur.messaging.domain.MessagingException {@code TOKEN_INVALID}, whatever is wrong with the token
     * @throws StorageException when the keys to verify tokens cannot be fetched at present
     */
    String subjectOf(@Nullable String token);

    /**
     * Verifies a token as {@link #subjectOf} does, without blocking the caller's thread, for a server with few threads. Where something has
     * to be fetched first, such as the issuer's keys, the future is completed later. The default implementation is for a verifier that never
     * waits and whose tokens do not expire.
     *
     * @param token the token as the caller sent it; any text, or null
     * @return the token, or the exception that {@link #subjectOf} throws; it is completed within seconds
     */
    default CompletableFuture<VerifiedToken> verify(@Nullable String token) {
        try {
            return CompletableFuture.completedFuture(new VerifiedToken(subjectOf(token), null));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
