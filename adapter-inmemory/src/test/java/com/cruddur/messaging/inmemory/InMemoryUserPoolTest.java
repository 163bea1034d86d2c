package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.contract.UserPoolContract;
import com.cruddur.messaging.port.UserPool;
import java.util.Optional;
import java.util.UUID;

class InMemoryUserPoolTest implements UserPoolContract {
    private final InMemoryUserPool pool = new InMemoryUserPool();

    @Override
    public UserPool pool() {
        return pool;
    }

    @Override
    public UserPool.Member add(Optional<String> handle, Optional<String> displayName, Optional<String> email) {
        UserPool.Member member = new UserPool.Member(UUID.randomUUID().toString(), handle, displayName, email);
        pool.add(member);
        return member;
    }
}
