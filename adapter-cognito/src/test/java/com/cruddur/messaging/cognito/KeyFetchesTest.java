package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often the key set is fetched, and who waits for it. */
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
    void tenThousandTokensOfRandomKeysFetchTwiceAMinuteAndGoodTokensAreAnsweredMeanwhile() {
        pool.server.publish(OLD);
        pool.assertAccepted(OLD);
        String token = pool.token(OLD);
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 10_000; i++) {
                pool.assertRefused(ofRandomKey(token));
                if (i % 100 == 0) {
                    pool.assertAccepted(OLD);
                }
                if (i % 1_000 == 999) {
                    pool.clock.advance(Duration.ofSeconds(6));
                }
            }
            assertThat(pool.server.fetches).hasValueLessThanOrEqualTo(2 * (minute + 1));
        }
        assertThat(pool.server.fetches).hasValueGreaterThanOrEqualTo(4);
    }

    @Test
    void aGoodTokenDoesNotWaitForAFetchThatSomebodyElseCaused() throws Exception {
        pool.server.publish(OLD);
        pool.assertAccepted(OLD);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        pool.server.handle(exchange -> {
            asked.countDown();
            await(goOn);
            exchange.close();
        });
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> stranger = other.submit(() -> pool.assertRefused(ofRandomKey(pool.token(OLD))));
            await(asked);
            pool.assertAccepted(OLD);
            assertThat(stranger).isNotDone();
            goOn.countDown();
            stranger.get(20, TimeUnit.SECONDS);
        } finally {
            goOn.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void allWhoComeWhileTheFirstKeySetIsFetchedWaitForThatOneFetch() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch coming = new CountDownLatch(8);
        byte[] keySet = TestIssuer.keySet(OLD).getBytes(StandardCharsets.UTF_8);
        pool.server.handle(exchange -> {
            await(goOn);
            exchange.sendResponseHeaders(200, keySet.length);
            exchange.getResponseBody().write(keySet);
            exchange.close();
        });
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(callers.submit(() -> {
                    coming.countDown();
                    pool.assertAccepted(OLD);
                }));
            }
            await(coming);
            goOn.countDown();
            for (Future<?> call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(pool.server.fetches).hasValue(1);
    }

    @Test
    void withoutAnyKeySetNobodyCanBeToldApartUntilItCanBeHad() {
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
        pool.assertUnavailable(pool.token(OLD));
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
