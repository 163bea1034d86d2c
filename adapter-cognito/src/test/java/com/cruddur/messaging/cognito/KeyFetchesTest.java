package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.VerifiedToken;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fetches of the key set: how often they are, and which tokens wait for them. */
@Timeout(60)
class KeyFetchesTest {
    private static final TestIssuer OLD = new TestIssuer("old-key");
    private static final TestIssuer NEW = new TestIssuer("new-key");

    private final TestPool pool = new TestPool();

    @AfterEach
    void stopTheServer() {
        pool.close();
    }

    @Test
    void nothingIsFetchedBeforeTheFirstTokenAndThenOnceForAll() {
        pool.server.publish(OLD);
        pool.assertRefused("garbage");
        assertThat(pool.server.fetches).hasValue(0);
        for (int i = 0; i < 10; i++) {
            pool.assertAccepted(OLD);
        }
        assertThat(pool.server.fetches).hasValue(1);
    }

    @Test
    void thousandsOfTokensOfRandomKeysCauseTwoFetchesAMinuteAndDelayNoGoodToken() {
        pool.server.publish(OLD);
        pool.assertAccepted(OLD);
        String token = pool.token(OLD);
        int tokens = Boolean.getBoolean("messaging.full") ? 10_000 : 2_000;
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < tokens; i++) {
                pool.assertRefused(ofRandomKey(token));
                if (i % 100 == 0) {
                    pool.assertAccepted(OLD);
                }
                if (i % (tokens / 10) == tokens / 10 - 1) {
                    pool.clock.advance(Duration.ofSeconds(6));
                }
            }
            assertThat(pool.server.fetches).hasValueLessThanOrEqualTo(2 * (minute + 1));
        }
        assertThat(pool.server.fetches).hasValueGreaterThanOrEqualTo(4);
    }

    @Test
    void aTokenWithAKnownKeyDoesNotWaitForAFetchThatStrangersCause() throws Exception {
        SigningKeys keys = patientKeys();
        pool.server.publish(OLD);
        KeySet atHand = keys.forKey("old-key").join();
        pool.clock.advance(Duration.ofMinutes(2));
        CountDownLatch goOn = answerLater(TestIssuer.keySet(OLD, NEW));
        List<CompletableFuture<KeySet>> strangers = eightAskFor(keys, "new-key");

        assertThat(keys.forKey("old-key").getNow(null)).isSameAs(atHand);
        assertThat(keys.current()).isSameAs(atHand);
        assertThat(strangers).noneMatch(CompletableFuture::isDone);
        goOn.countDown();
        for (CompletableFuture<KeySet> stranger : strangers) {
            assertThat(stranger.get(20, TimeUnit.SECONDS).find("new-key")).isPresent();
        }
        assertThat(pool.server.fetches).hasValue(2);
    }

    @Test
    void allTokensThatComeDuringTheFirstFetchWaitForThatOneFetch() throws Exception {
        SigningKeys keys = patientKeys();
        CountDownLatch goOn = answerLater(TestIssuer.keySet(OLD));
        List<CompletableFuture<KeySet>> callers = eightAskFor(keys, "old-key");
        assertThat(callers).noneMatch(CompletableFuture::isDone);
        goOn.countDown();
        for (CompletableFuture<KeySet> caller : callers) {
            assertThat(caller.get(20, TimeUnit.SECONDS).find("old-key")).isPresent();
        }
        assertThat(pool.server.fetches).hasValue(1);
    }

    private SigningKeys patientKeys() {
        return new SigningKeys(new KeySetEndpoint(pool.server.address(), Duration.ofMinutes(1)), pool.clock);
    }

    /** The server's answers, once the latch is down. */
    private CountDownLatch answerLater(String body) {
        CountDownLatch goOn = new CountDownLatch(1);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        pool.server.handle(exchange -> {
            await(goOn);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return goOn;
    }

    /** From one thread, which waits for none of them. */
    private static List<CompletableFuture<KeySet>> eightAskFor(SigningKeys keys, String keyId) {
        return Stream.generate(() -> keys.forKey(keyId)).limit(8).toList();
    }

    @Test
    void aCallerThatDoesNotWaitIsToldOnceTheKeysAreThere() throws Exception {
        CountDownLatch goOn = answerLater(TestIssuer.keySet(OLD));
        CompletableFuture<VerifiedToken> andrew = pool.verifier.verify(pool.token(OLD));
        CompletableFuture<VerifiedToken> stranger = pool.verifier.verify(pool.token(NEW));
        assertThat(andrew).isNotDone();
        assertThat(stranger).isNotDone();
        goOn.countDown();
        assertThat(andrew.get(20, TimeUnit.SECONDS).subject()).isEqualTo("andrew");
        assertThat(stranger)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(MessagingException.class);
        assertThat(pool.verifier.verify("garbage")).isCompletedExceptionally();
    }

    @Test
    void theKeysOfAnIssuerInThisProcessTakeNoFetch() {
        CompletableFuture<String> keySet = new CompletableFuture<>();
        CognitoTokenVerifier verifier =
                CognitoTokenVerifier.ofIssuerInProcess(TestIssuer.ISSUER, TestIssuer.CLIENT_ID, keySet, pool.clock);
        CompletableFuture<VerifiedToken> early = verifier.verify(pool.token(OLD));
        assertThat(early).isNotDone();
        keySet.complete(TestIssuer.keySet(OLD));
        assertThat(early).isCompletedWithValueMatching(it -> it.subject().equals("andrew"));
        assertThat(verifier.verify(pool.token(NEW))).isCompletedExceptionally();
        pool.clock.advance(SigningKeys.FRESH);
        assertThat(verifier.subjectOf(pool.token(OLD))).isEqualTo("andrew");
    }

    @Test
    void withoutAKeySetEveryTokenFailsUntilItCanBeFetched() {
        pool.server.answer(503, "");
        for (int i = 0; i < 100; i++) {
            pool.assertUnavailable(pool.token(OLD));
        }
        assertThat(pool.server.fetches).hasValue(1);
        pool.assertRefused("garbage");

        pool.server.publish(OLD);
        pool.assertUnavailable(pool.token(OLD));
        pool.clock.advance(SigningKeys.COLD_PAUSE);
        pool.assertAccepted(OLD);
        assertThat(pool.server.fetches).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackHoldsUpNoFetch() {
        pool.server.publish(OLD);
        pool.assertAccepted(OLD);
        pool.assertRefused(pool.token(NEW));
        assertThat(pool.server.fetches).hasValue(2);
        pool.clock.advance(Duration.ofHours(-1));
        pool.server.publish(NEW);
        pool.assertAccepted(NEW);
    }

    @Test
    void aBodyThatTricklesIsGivenUp() {
        CountDownLatch givenUp = new CountDownLatch(1);
        pool.server.handle(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (givenUp.getCount() > 0) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                givenUp.countDown();
            }
        });
        SigningKeys keys =
                new SigningKeys(new KeySetEndpoint(pool.server.address(), Duration.ofMillis(200)), pool.clock);
        assertThatThrownBy(() -> keys.forKey("old-key").join()).hasCauseInstanceOf(StorageException.class);
        await(givenUp);
    }

    private static String ofRandomKey(String token) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + UUID.randomUUID() + "\"}";
        return Base64URL.encode(header) + token.substring(token.indexOf('.'));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
