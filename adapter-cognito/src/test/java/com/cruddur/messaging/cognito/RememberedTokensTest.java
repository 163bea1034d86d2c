package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verified token is answered from the cache, until it expires. */
class RememberedTokensTest {
    private static final TestIssuer KEY = new TestIssuer("pool-key");

    private final TestPool pool = new TestPool();

    @BeforeEach
    void publishTheKey() {
        pool.server.publish(KEY);
    }

    @AfterEach
    void stopTheServer() {
        pool.close();
    }

    @Test
    void aTokenIsGoodUntilItExpiresAndNotASecondLonger() {
        String token = pool.token(KEY);
        pool.assertAccepted(token);
        pool.clock.advance(Duration.ofSeconds(3600 + 59));
        pool.assertAccepted(token);
        pool.clock.advance(Duration.ofSeconds(1));
        pool.assertRefused(token);
        pool.assertRefused(token);
    }

    @Test
    void theEndOfATokenIsKnown() {
        String token = pool.token(KEY);
        Instant end = pool.clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600 + 60);
        assertThat(pool.verifier.verify(token).join().validUntil()).isEqualTo(end);
        assertThat(pool.verifier.verify(token).join().validUntil())
                .describedAs("from the cache")
                .isEqualTo(end);
        String forEver = pool.token(KEY, claims -> claims.put("exp", Long.MAX_VALUE));
        assertThat(pool.verifier.verify(forEver).join().validUntil())
                .isEqualTo(Instant.MAX.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void aRefusalIsNotRemembered() {
        long now = pool.clock.instant().getEpochSecond();
        String early = pool.token(KEY, claims -> claims.put("iat", now + 90));
        pool.assertRefused(early);
        pool.clock.advance(Duration.ofSeconds(30));
        pool.assertAccepted(early);
    }

    @Test
    void everyTokenIsAnsweredByItsOwnSubjectHoweverManyThereAre() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tokens.add(KEY.token(pool.clock, "user-" + i));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < tokens.size(); i++) {
                assertThat(pool.verifier.subjectOf(tokens.get(i))).isEqualTo("user-" + i);
            }
        }
    }
}
