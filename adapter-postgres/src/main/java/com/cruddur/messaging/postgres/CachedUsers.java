package com.cruddur.messaging.postgres;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A directory that remembers for {@value #SECONDS} seconds which user has a subject, so that not every request of a caller asks the
 * database. A changed or removed user counts within that time, and the time of one look-up. A new user counts at once. Look-ups by
 * handle and by uuid are not remembered. Thread-safe.
 */
public final class CachedUsers implements Users {
    private static final int SECONDS = 5;
    private static final int CAPACITY = 10_000;

    private final Users users;
    private final Cache<String, User> bySubject;

    /** @param users the directory to ask */
    public CachedUsers(Users users) {
        this(users, Ticker.systemTicker());
    }

    CachedUsers(Users users, Ticker ticker) {
        this.users = requireNonNull(users, "users");
        this.bySubject = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(CAPACITY)
                .expireAfterWrite(Duration.ofSeconds(SECONDS))
                .build();
    }

    @Override
    public Optional<User> bySubject(String subject) {
        User known = bySubject.getIfPresent(subject);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<User> found = users.bySubject(subject);
        found.ifPresent(it -> bySubject.put(subject, it));
        return found;
    }

    @Override
    public Optional<User> byHandle(String handle) {
        return users.byHandle(handle);
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        return users.byUuid(uuid);
    }
}
