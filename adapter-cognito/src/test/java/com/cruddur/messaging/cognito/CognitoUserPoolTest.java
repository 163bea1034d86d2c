package com.cruddur.messaging.cognito;

import com.cruddur.messaging.contract.UserPoolContract;
import com.cruddur.messaging.port.UserPool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class CognitoUserPoolTest implements UserPoolContract {
    @TempDir
    private static Path directory;

    private static CognitoLocal cognito;
    private static CognitoUserPool pool;

    @BeforeAll
    static void startCognito() throws Exception {
        cognito = CognitoLocal.start(directory);
        pool = new CognitoUserPool(cognito.poolId(), Optional.of(cognito.endpoint()));
    }

    @AfterAll
    static void stopCognito() {
        pool.close();
        cognito.close();
    }

    @Override
    public UserPool pool() {
        return pool;
    }

    @Override
    public UserPool.Member add(Optional<String> handle, Optional<String> displayName, Optional<String> email) {
        Map<String, String> attributes = new HashMap<>();
        handle.ifPresent(it -> attributes.put("preferred_username", it));
        displayName.ifPresent(it -> attributes.put("name", it));
        email.ifPresent(it -> attributes.put("email", it));
        String subject = cognito.createUser(UUID.randomUUID().toString(), attributes);
        return new UserPool.Member(subject, handle, displayName, email);
    }
}
