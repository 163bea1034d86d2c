package com.cruddur.messaging.port;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Verifies access tokens. */
public interface TokenVerifier {
    /**
     * Answers the subject ({@code sub}) of a token that is genuine, meant for this application, and valid now.
     *
     * @param token the token as the caller sent it; any text, or null
     * @return never blank
     * @throws com.cruddur.messaging.domain.MessagingException {@code TOKEN_INVALID}, the same for every
     *     token that is refused
     * @throws StorageException when the keys that tokens are verified with cannot be fetched at present
     */
    String subjectOf(@Nullable String token);

    /**
     * The same for a server with few threads: where something has to be fetched first, such as the issuer's keys, the caller's
     * thread does not wait for it. The default is for a verifier that never waits.
     *
     * @param token the token as the caller sent it; any text, or null
     * @return the subject; it fails with the exception that {@link #subjectOf} throws. It is done within seconds
     */
    default CompletableFuture<String> verify(@Nullable String token) {
        try {
            return CompletableFuture.completedFuture(subjectOf(token));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
