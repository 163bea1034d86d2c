package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedUsersTest {
    private final HikariDataSource pool = TestPostgres.newDirectory();
    private final Accounts accounts = new Accounts(pool);
    private final AtomicLong nanos = new AtomicLong();
    private final CachedUsers users = new CachedUsers(new PostgresUsers(pool), nanos::get);
    private final User bayko = new User(UUID.randomUUID(), "Andrew Bayko", "bayko");

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aCallerIsLookedUpOnceInAFewSeconds() {
        add(bayko);
        assertThat(users.bySubject("sub")).contains(bayko);
        TestPostgres.execute(pool, "alter table public.users rename to users_away");
        assertThat(users.bySubject("sub")).contains(bayko);
    }

    @Test
    void aChangedUserAndARemovedOneCountWithinTenSeconds() {
        add(bayko);
        assertThat(users.bySubject("sub")).contains(bayko);
        accounts.rename("bayko", "Andrew", null);
        pass(Duration.ofSeconds(10));
        assertThat(users.bySubject("sub")).map(User::displayName).contains("Andrew");
        TestPostgres.execute(pool, "delete from public.users");
        pass(Duration.ofSeconds(10));
        assertThat(users.bySubject("sub")).isEmpty();
    }

    @Test
    void aNewUserCountsAtOnce() {
        assertThat(users.bySubject("sub")).isEmpty();
        add(bayko);
        assertThat(users.bySubject("sub")).contains(bayko);
    }

    @Test
    void lookUpsByHandleAndUuidAreNotRemembered() {
        add(bayko);
        assertThat(users.byHandle("BAYKO")).contains(bayko);
        assertThat(users.byUuid(bayko.uuid())).contains(bayko);
        TestPostgres.execute(pool, "delete from public.users");
        assertThat(users.byHandle("bayko")).isEmpty();
        assertThat(users.byUuid(bayko.uuid())).isEmpty();
    }

    private void add(User user) {
        accounts.add(List.of(new Account(user, "somebody@example.com", "sub")));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
