package com.cruddur.messaging.port;

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
}
