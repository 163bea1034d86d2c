package com.cruddur.messaging.app.dev;

import com.cruddur.messaging.domain.User;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Issues access tokens like a Cognito user pool, to any caller. For local work only. Thread-safe. */
public final class LocalIssuer {
    /** The {@code iss} of its tokens. */
    public static final String NAME = "messaging-local-issuer";

    /** The {@code client_id} of its tokens. */
    public static final String CLIENT_ID = "messaging-local-client";

    /** For how long a token is valid. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private static final int KEY_BITS = 2048;

    private final CompletableFuture<RSAKey> key;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    /** @param key one that {@link #newKey} made, or will have made when the first token is asked for */
    public LocalIssuer(CompletableFuture<String> key, Clock clock, Supplier<UUID> uuids) {
        this.key = key.thenApply(LocalIssuer::parse);
        this.clock = clock;
        this.uuids = uuids;
    }

    private static RSAKey parse(String key) {
        try {
            return RSAKey.parse(key);
        } catch (ParseException e) {
            throw new IllegalArgumentException("the key is no JWK of RSA");
        }
    }

    /** A new signing key, as the text of a JWK with its private part. */
    public static String newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The key set to verify its tokens by, as JSON, once there is a key. */
    public CompletableFuture<String> keySet() {
        return key.thenApply(it -> new JWKSet(it.toPublicJWK()).toString());
    }

    /** A token for this user, valid from now for {@link #VALIDITY}. */
    public String token(User user) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .subject(LocalUsers.subject(user))
                .claim("client_id", CLIENT_ID)
                .claim("token_use", "access")
                .claim("username", user.handle())
                .jwtID(uuids.get().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .build();
        RSAKey signingKey = key.join();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(signingKey.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was made for RS256", e);
        }
        return token.serialize();
    }
}
