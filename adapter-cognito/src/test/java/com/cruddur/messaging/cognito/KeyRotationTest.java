package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accepted keys while the issuer's key set changes, or cannot be fetched. */
@Timeout(60)
class KeyRotationTest {
    private static final TestIssuer OLD = new TestIssuer("old-key");
    private static final TestIssuer NEW = new TestIssuer("new-key");

    private final TestPool pool = new TestPool();

    @AfterEach
    void stopTheServer() {
        pool.close();
    }

    @Test
    void aKeyThatAppearsIsTakenUpAtOnceAndOneThatDisappearsNoLongerCounts() {
        pool.server.publish(OLD);
        String old = pool.token(OLD);
        pool.assertAccepted(old);
        pool.server.publish(OLD, NEW);
        pool.assertAccepted(NEW);
        pool.assertAccepted(old);
        assertThat(pool.server.fetches).hasValue(2);

        pool.server.publish(NEW);
        pool.clock.advance(SigningKeys.FRESH.minusSeconds(1));
        pool.assertAccepted(OLD);
        assertThat(pool.server.fetches).hasValue(2);
        pool.clock.advance(Duration.ofSeconds(2));
        String late = pool.token(OLD);
        eventually(() -> pool.assertRefused(late));
        pool.assertAccepted(NEW);
        assertThat(pool.server.fetches).hasValueBetween(3, 4);
    }

    @Test
    void aTokenThatIsRememberedIsForgottenWithItsKey() {
        pool.server.publish(OLD, NEW);
        long now = pool.clock.instant().getEpochSecond();
        String token = pool.token(OLD, claims -> claims.put("exp", now + 24 * 3600));
        pool.assertAccepted(token);
        pool.server.publish(NEW);
        pool.clock.advance(SigningKeys.FRESH);
        eventually(() -> pool.assertRefused(token));
    }

    @Test
    void anOutageKeepsTheKeysForAsLongAsItLasts() {
        String tooLong = " ".repeat(KeySetEndpoint.MAX_BYTES) + TestIssuer.keySet(NEW);
        List<Consumer<KeySetServer>> outages = List.of(
                server -> server.answer(500, TestIssuer.keySet(NEW)),
                server -> server.answer(302, TestIssuer.keySet(NEW)),
                server -> server.answer(200, "<html>"),
                server -> server.answer(200, ""),
                server -> server.answer(200, "null"),
                server -> server.answer(200, "{\"keys\":[]}"),
                server -> server.answer(200, tooLong),
                server -> server.handle(HttpExchange::close),
                KeySetServer::close);
        for (Consumer<KeySetServer> outage : outages) {
            try (TestPool affected = new TestPool()) {
                affected.server.publish(OLD);
                affected.assertAccepted(OLD);
                outage.accept(affected.server);
                for (int i = 0; i < 2; i++) {
                    affected.clock.advance(Duration.ofHours(2));
                    affected.assertAccepted(OLD);
                    affected.assertRefused(affected.token(NEW));
                }
            }
        }
    }

    @Test
    void keysThatAreNotForRs256AreNotUsed() {
        TestIssuer weak = new TestIssuer("weak-key", 1024);
        String keys =
                TestIssuer.keySet(OLD, weak).replace("\"kid\":\"old-key\"", "\"kid\":\"old-key\",\"use\":\"enc\"");
        pool.server.answer(
                200,
                keys.replace(
                        "]}",
                        "," + NEW.key.toPublicJWK().toJSONString() + ",{\"kty\":\"unheard-of\",\"kid\":\"x\"}]}"));
        pool.assertRefused(pool.token(OLD));
        pool.assertRefused(pool.token(weak));
        pool.assertAccepted(NEW);
    }

    /** Keys that are due are fetched in the background. */
    private static void eventually(Runnable assertion) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }
}
