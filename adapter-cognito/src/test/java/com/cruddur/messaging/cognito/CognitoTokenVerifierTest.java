package com.cruddur.messaging.cognito;

import static com.cruddur.messaging.cognito.TestIssuer.CLIENT_ID;
import static com.cruddur.messaging.cognito.TestIssuer.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.contract.TokenVerifierContract;
import com.cruddur.messaging.port.TokenVerifier;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CognitoTokenVerifierTest implements TokenVerifierContract {
    private static final TestIssuer KEY = new TestIssuer("pool-key");
    private static final TestPool POOL = new TestPool();

    @BeforeAll
    static void publishTheKey() {
        POOL.server.publish(KEY);
    }

    @AfterAll
    static void stopTheServer() {
        POOL.close();
    }

    @Override
    public TokenVerifier verifier() {
        return POOL.verifier;
    }

    @Override
    public String tokenOf(String subject) {
        return KEY.token(POOL.clock, subject);
    }

    @Test
    void aPoolIsNamedByItsRegionAndIdAsAwsDocumentsIt() {
        CognitoTokenVerifier verifier = CognitoTokenVerifier.ofPool("ca-central-1_AbCdEf123", CLIENT_ID, POOL.clock);
        assertThat(verifier)
                .hasToString(
                        "CognitoTokenVerifier[issuer=" + ISSUER + ", keySet=" + ISSUER + "/.well-known/jwks.json]");
    }

    @Test
    void aVerifierThatCouldNotVerifyAnythingIsNotMade() {
        URI keySet = POOL.server.address();
        Clock clock = POOL.clock;
        assertThatIllegalArgumentException().isThrownBy(() -> new CognitoTokenVerifier(" ", CLIENT_ID, keySet, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new CognitoTokenVerifier(ISSUER, "", keySet, clock));
        for (String address : List.of("file:///keys.json", "ftp://127.0.0.1/keys", "/keys.json", "http:/keys.json")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CognitoTokenVerifier(ISSUER, CLIENT_ID, URI.create(address), clock));
        }
    }
}
