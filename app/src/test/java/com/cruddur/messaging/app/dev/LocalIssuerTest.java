package com.cruddur.messaging.app.dev;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void itsTokensHaveTheClaimsOfACognitoAccessToken() throws Exception {
        LocalIssuer issuer = new LocalIssuer(supplyAsync(LocalIssuer::newKey), CLOCK, () -> new UUID(0, 7));
        SignedJWT token =
                SignedJWT.parse(issuer.token(LocalUsers.accounts().get(0).user()));

        assertThat(token.getJWTClaimsSet().getClaims())
                .containsOnlyKeys("iss", "sub", "client_id", "token_use", "username", "jti", "iat", "exp")
                .containsEntry("token_use", "access")
                .containsEntry("username", "andrewbrown")
                .containsEntry("sub", LocalUsers.accounts().get(0).subject());
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOW.plus(LocalIssuer.VALIDITY));
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    }

    @Test
    void itsKeySetVerifiesThemAndHasNothingPrivate() throws Exception {
        LocalIssuer issuer = new LocalIssuer(supplyAsync(LocalIssuer::newKey), CLOCK, UUID::randomUUID);
        SignedJWT token =
                SignedJWT.parse(issuer.token(LocalUsers.accounts().get(0).user()));
        JWKSet keySet = JWKSet.parse(issuer.keySet().join());

        assertThat(keySet.containsNonPublicKeys()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(
                        keySet.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
    }

    @Test
    void usersAreTheSameAtEveryStart() {
        assertThat(LocalUsers.accounts()).isEqualTo(LocalUsers.accounts()).hasSize(4);
        assertThat(LocalUsers.accounts().stream().map(it -> it.subject())).doesNotHaveDuplicates();
    }
}
