package com.cruddur.messaging.cognito;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens as Cognito issues them: RS256, signed with a key of the issuer's key set, for one app client.
 *
 * <p>A token is valid until 60 s after its {@code exp}, because clocks may differ; {@code iat} and {@code nbf} may be 60 s ahead. A verified
 * token is cached until it expires or the issuer's key set changes, so verifying it again costs no signature check. The cache holds
 * {@value #REMEMBERED} tokens. Keys are fetched when the first token comes, when a token names an unknown key (at most twice a
 * minute), and hourly. During an outage the cached keys stay in use; see the module's README. Thread-safe.
 */
public final class CognitoTokenVerifier implements TokenVerifier {
    static final int REMEMBERED = 10_000;
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

    private final AccessTokenRules rules;
    private final SigningKeys keys;
    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * A verifier for any issuer. Nothing is fetched yet.
     *
     * @param issuer the exact {@code iss} of its tokens
     * @param clientId the exact {@code client_id} of the app's tokens
     * @param keySet the address of the issuer's JWKS; use {@code https} unless the network is trusted
     * @param clock the current time, for the validity of tokens
     * @throws IllegalArgumentException when the issuer or the client id is blank, or the address is not an HTTP URL
     */
    public CognitoTokenVerifier(String issuer, String clientId, URI keySet, Clock clock) {
        this(issuer, clientId, new KeySetEndpoint(keySet, FETCH_TIMEOUT), clock);
    }

    private CognitoTokenVerifier(String issuer, String clientId, KeySource keys, Clock clock) {
        this.rules = new AccessTokenRules(issuer, clientId);
        this.keys = new SigningKeys(keys, clock);
        this.clock = clock;
    }

    /**
     * A verifier for an issuer in the same process. Its keys are not fetched.
     *
     * @param keySet the issuer's JWKS; tokens wait until it is available
     * @throws IllegalArgumentException when the issuer or the client id is blank
     */
    public static CognitoTokenVerifier ofIssuerInProcess(
            String issuer, String clientId, CompletableFuture<String> keySet, Clock clock) {
        return new CognitoTokenVerifier(issuer, clientId, new KeysInProcess(keySet), clock);
    }

    /**
     * A verifier for a user pool on AWS.
     *
     * @param poolId such as {@code ca-central-1_AbCdEf123}: it begins with the pool's region
     * @throws IllegalArgumentException when the pool's id is malformed, or the client id is blank
     */
    public static CognitoTokenVerifier ofPool(String poolId, String clientId, Clock clock) {
        String region = Cognito.region(poolId).id();
        String issuer = "https://cognito-idp." + region + ".amazonaws.com/" + poolId;
        return new CognitoTokenVerifier(issuer, clientId, URI.create(issuer + "/.well-known/jwks.json"), clock);
    }

    /** Blocks while the key set is fetched, for at most 3 seconds. */
    @Override
    public String subjectOf(@Nullable String token) {
        try {
            return verify(token).join().subject();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public CompletableFuture<VerifiedToken> verify(@Nullable String token) {
        if (token == null || token.length() > SignedToken.MAX_LENGTH) {
            return CompletableFuture.failedFuture(refused());
        }
        try {
            Optional<VerifiedToken> known = remembered(token);
            return known.map(CompletableFuture::completedFuture).orElseGet(() -> verifyNew(token));
        } catch (MessagingException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private Optional<VerifiedToken> remembered(String token) {
        Verified known = verified.getIfPresent(token);
        if (known == null || known.keys() != keys.current()) {
            return Optional.empty();
        }
        if (!known.token().isValidAt(clock.instant())) {
            verified.invalidate(token);
            throw refused();
        }
        return Optional.of(known.token().verified());
    }

    private CompletableFuture<VerifiedToken> verifyNew(String token) {
        SignedToken signed = SignedToken.parse(token).orElseThrow(CognitoTokenVerifier::refused);
        return keys.forKey(signed.keyId()).thenApply(keySet -> {
            Verified good = verify(signed, keySet);
            verified.put(token, good);
            return good.token().verified();
        });
    }

    private Verified verify(SignedToken signed, KeySet keySet) {
        JWSVerifier key = keySet.find(signed.keyId()).orElseThrow(CognitoTokenVerifier::refused);
        if (!signed.isSignedWith(key)) {
            throw refused();
        }
        return signed.claims()
                .flatMap(rules::accept)
                .filter(it -> it.isValidAt(clock.instant()))
                .map(it -> new Verified(it, keySet))
                .orElseThrow(CognitoTokenVerifier::refused);
    }

    private static MessagingException refused() {
        return new MessagingException(Reason.TOKEN_INVALID);
    }

    @Override
    public String toString() {
        return "CognitoTokenVerifier[issuer=" + rules.issuer() + ", keySet=" + keys + "]";
    }

    private record Verified(AccessToken token, KeySet keys) {}
}
