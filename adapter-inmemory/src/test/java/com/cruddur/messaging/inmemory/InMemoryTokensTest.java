package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.contract.TokenVerifierContract;
import com.cruddur.messaging.port.TokenVerifier;
import java.util.UUID;

class InMemoryTokensTest implements TokenVerifierContract {
    private final InMemoryTokens tokens = new InMemoryTokens();

    @Override
    public TokenVerifier verifier() {
        return tokens;
    }

    @Override
    public String tokenOf(String subject) {
        String token = UUID.randomUUID().toString();
        tokens.register(token, subject);
        return token;
    }
}
