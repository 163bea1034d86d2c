package com.cruddur.messaging.cognito;

import static com.cruddur.messaging.cognito.TestIssuer.claims;
import static com.cruddur.messaging.cognito.TestIssuer.serialised;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each token here is genuinely signed by the pool's key, and has one thing wrong with its claims. */
class RefusedClaimsTest {
    private static final TestIssuer KEY = new TestIssuer("pool-key");
    private static final TestPool POOL = new TestPool();
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"pool-key\"}";
    private static final String PAYLOAD = serialised(claims(POOL.clock, "andrew"));

    @BeforeAll
    static void publishTheKey() {
        POOL.server.publish(KEY);
    }

    @AfterAll
    static void stopTheServer() {
        POOL.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "sub", "iss", "client_id", "token_use"})
    void aClaimThatIsMissingOrNullIsRefused(String claim) {
        POOL.assertRefused(POOL.token(KEY, it -> it.remove(claim)));
        POOL.assertRefused(POOL.token(KEY, it -> it.put(claim, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_Another00",
        "iss, https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_AbCdEf123/",
        "iss, https://COGNITO-idp.ca-central-1.amazonaws.com/ca-central-1_AbCdEf123",
        "client_id, another-client",
        "client_id, 5B6RO31G97URK767ADRBRDJ1G5",
        "token_use, id",
        "token_use, Access",
        "sub, ''",
        "sub, '   '",
        "sub, '\u00A0\u2003'"
    })
    void aClaimOfAnotherValueIsRefused(String claim, String value) {
        POOL.assertRefused(POOL.token(KEY, it -> it.put(claim, value)));
    }

    @Test
    void anIdTokenIsRefused() {
        POOL.assertRefused(POOL.token(KEY, it -> {
            it.put("token_use", "id");
            it.put("aud", it.remove("client_id"));
        }));
    }

    @Test
    void aClaimOfAnotherTypeIsRefused() {
        long now = POOL.clock.instant().getEpochSecond();
        for (String time : List.of("exp", "iat", "nbf")) {
            List<Object> others = Arrays.asList(
                    String.valueOf(now), now + 0.5, 1e300, true, List.of(now), Map.of("at", now), "never");
            others.forEach(value -> POOL.assertRefused(POOL.token(KEY, it -> it.put(time, value))));
        }
        POOL.assertRefused(POOL.token(KEY, it -> it.put("nbf", null)));
        for (String text : List.of("sub", "iss", "client_id", "token_use")) {
            List<Object> others = List.of(12345, true, List.of(TestIssuer.ISSUER, "access"), Map.of());
            others.forEach(value -> POOL.assertRefused(POOL.token(KEY, it -> it.put(text, value))));
        }
        POOL.assertRefused(POOL.token(KEY, it -> it.put("iss", List.of(TestIssuer.ISSUER))));
    }

    @Test
    void timesCountToTheSecondWithAMinuteForClocksThatDiffer() {
        long now = POOL.clock.instant().getEpochSecond();
        POOL.assertAccepted(POOL.token(KEY, it -> it.put("exp", now - 59)));
        POOL.assertRefused(POOL.token(KEY, it -> it.put("exp", now - 60)));
        for (String start : List.of("iat", "nbf")) {
            POOL.assertAccepted(POOL.token(KEY, it -> it.put(start, now + 60)));
            POOL.assertRefused(POOL.token(KEY, it -> it.put(start, now + 61)));
            POOL.assertRefused(POOL.token(KEY, it -> it.put(start, Long.MAX_VALUE)));
        }
        POOL.assertRefused(POOL.token(KEY, it -> it.put("exp", Long.MIN_VALUE)));
        POOL.assertRefused(POOL.token(KEY, it -> it.put("exp", 0)));
    }

    @Test
    void aPayloadThatIsNoJsonObjectIsRefused() {
        String twice = PAYLOAD.replaceFirst("\\{", "{\"sub\":\"bayko\",");
        for (String payload :
                List.of("null", "[]", "\"x\"", "{", PAYLOAD + "{}", PAYLOAD + " x", twice, "[".repeat(4_000))) {
            POOL.assertRefused(KEY.sign(HEADER, payload));
        }
    }
}
