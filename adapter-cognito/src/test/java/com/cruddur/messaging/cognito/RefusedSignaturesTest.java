package com.cruddur.messaging.cognito;

import static com.cruddur.messaging.cognito.TestIssuer.claims;
import static com.cruddur.messaging.cognito.TestIssuer.serialised;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with good claims and a bad header or signature. */
class RefusedSignaturesTest {
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
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":null}",
                "{\"alg\":\"RS256\",\"kid\":\"\"}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"kid\":[\"pool-key\"]}",
                "{\"alg\":\"RS256\",\"kid\":\"another-key\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key \"}",
                "{\"kid\":\"pool-key\"}",
                "{\"alg\":null,\"kid\":\"pool-key\"}",
                "{\"alg\":\"none\",\"kid\":\"pool-key\"}",
                "{\"alg\":\"rs256\",\"kid\":\"pool-key\"}",
                "{\"alg\":\"PS256\",\"kid\":\"pool-key\"}",
                "{\"alg\":\"HS256\",\"kid\":\"pool-key\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"cty\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"zip\":\"DEF\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"typ\":\"logout+jwt\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"kid\":\"pool-key\"}",
                "{\"alg\":\"RS256\",\"kid\":\"pool-key\"} {}",
                "{alg:'RS256',kid:'pool-key'}",
                "[]",
                "null",
                ""
            })
    void aHeaderThatIsNotAPlainRs256OneWithAKeyIsRefused(String header) {
        POOL.assertRefused(KEY.sign(header, PAYLOAD));
    }

    @Test
    void aTypeOfAJwtIsNoReasonToRefuse() {
        for (String type : List.of("JWT", "jwt", "at+jwt")) {
            String header = "{\"alg\":\"RS256\",\"kid\":\"pool-key\",\"typ\":\"" + type + "\",\"unknown\":1}";
            POOL.assertAccepted(KEY.sign(header, PAYLOAD));
        }
    }

    @Test
    void aKeyOrAnAddressOfTheTokensOwnIsNeverUsed() {
        TestIssuer stranger = new TestIssuer("pool-key");
        int before = POOL.server.fetches.get();
        String address = POOL.server.address().toString();
        for (Map.Entry<String, Object> own : Map.of(
                        "jwk",
                        stranger.key.toPublicJWK().toJSONObject(),
                        "jku",
                        address,
                        "x5u",
                        address,
                        "x5c",
                        List.of("MIIB"))
                .entrySet()) {
            Map<String, Object> header = new HashMap<>(Map.of("alg", "RS256", "kid", "pool-key"));
            header.put(own.getKey(), own.getValue());
            POOL.assertRefused(stranger.sign(serialised(header), PAYLOAD));
            POOL.assertRefused(KEY.sign(serialised(header), PAYLOAD));
        }
        assertThat(POOL.server.fetches).hasValue(before);
    }

    @Test
    void aSignatureByAnotherKeyOrAlgorithmIsRefused() throws Exception {
        POOL.assertRefused(new TestIssuer("pool-key").sign(HEADER, PAYLOAD));
        POOL.assertRefused(KEY.signAs("SHA512withRSA", HEADER, PAYLOAD));
        POOL.assertRefused(KEY.signAs("SHA1withRSA", HEADER, PAYLOAD));

        // The public key as an HMAC secret: a verifier that trusts "alg" accepts this.
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.key.toRSAPublicKey().getEncoded(), "HmacSHA256"));
        String input = Base64URL.encode("{\"alg\":\"HS256\",\"kid\":\"pool-key\"}") + "." + Base64URL.encode(PAYLOAD);
        POOL.assertRefused(input + "." + Base64URL.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void aPartFromAnotherTokenIsRefused() {
        String[] one = POOL.token(KEY).split("\\.");
        String[] other = KEY.token(POOL.clock, "bayko").split("\\.");
        POOL.assertRefused(one[0] + "." + other[1] + "." + one[2]);
        POOL.assertRefused(one[0] + "." + one[1] + "." + other[2]);
    }
}
