package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Where a pool publishes its keys, and a verifier of its tokens that has not asked for them yet. */
final class TestPool implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final KeySetServer server = new KeySetServer();
    final CognitoTokenVerifier verifier =
            new CognitoTokenVerifier(TestIssuer.ISSUER, TestIssuer.CLIENT_ID, server.address(), clock);

    /** Andrew's token as Cognito would issue it now, but for one change to its claims. */
    String token(TestIssuer issuer, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>(TestIssuer.claims(clock, "andrew"));
        change.accept(claims);
        return issuer.token(claims);
    }

    String token(TestIssuer issuer) {
        return token(issuer, claims -> {});
    }

    void assertAccepted(String andrewsToken) {
        assertThat(verifier.subjectOf(andrewsToken)).isEqualTo("andrew");
    }

    /** A new token. */
    void assertAccepted(TestIssuer issuer) {
        String subject = UUID.randomUUID().toString();
        assertThat(verifier.subjectOf(token(issuer, claims -> claims.put("sub", subject))))
                .isEqualTo(subject);
    }

    void assertRefused(String token) {
        String shown = token == null ? "null" : token.substring(0, Math.min(100, token.length()));
        assertThatThrownBy(() -> verifier.subjectOf(token))
                .as(shown)
                .isInstanceOfSatisfying(
                        MessagingException.class, it -> assertThat(it.reason()).isEqualTo(Reason.TOKEN_INVALID))
                .hasNoCause();
    }

    void assertUnavailable(String token) {
        assertThatThrownBy(() -> verifier.subjectOf(token)).isInstanceOf(StorageException.class);
    }

    @Override
    public void close() {
        server.close();
    }
}
