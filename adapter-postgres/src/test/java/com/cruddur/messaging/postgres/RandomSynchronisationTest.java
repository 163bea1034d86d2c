package com.cruddur.messaging.postgres;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.Synchronisation.Change;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pools and directories in which handles and subjects often meet. A failure names its seed; {@code -Dmessaging.seed} replays it. */
final class RandomSynchronisationTest {
    private static final int ROUNDS = 60;
    private static final int HANDLES = 12;

    @Test
    void aUserHasItsPoolUsersSubjectAndNobodyElses() {
        long seed = Long.getLong("messaging.seed", System.nanoTime());
        try (HikariDataSource pool = TestPostgres.newDirectory()) {
            for (int round = 0; round < ROUNDS; round++) {
                TestPostgres.execute(pool, "delete from public.users");
                check(pool, seed + round);
            }
        }
    }

    private static void check(HikariDataSource pool, long seed) {
        Random random = new Random(seed);
        Accounts accounts = new Accounts(pool);
        for (int i = random.nextInt(HANDLES); i > 0; i--) {
            User user = new User(UUID.randomUUID(), "Somebody", handle(random));
            accounts.add(List.of(
                    new Account(user, "somebody@example.com", random.nextInt(3) == 0 ? "MOCK" : subject(random))));
        }
        List<PoolUser> poolUsers = poolUsers(random);
        Map<String, String> before = subjects(pool);

        Synchronisation planned = accounts.synchronise(poolUsers, true);
        assertThat(subjects(pool)).as("dry run, seed %d", seed).isEqualTo(before);
        Synchronisation done = accounts.synchronise(poolUsers, false);

        assertThat(done).as("seed %d", seed).isEqualTo(planned);
        assertThat(subjects(pool)).as("seed %d", seed).isEqualTo(expected(before, poolUsers));
        assertThat(changes(before, subjects(pool)))
                .as("what is told, seed %d", seed)
                .isEqualTo(done.changed().stream().collect(toMap(it -> it.user().handle(), Change::after)));
        assertThat(accounts.synchronise(poolUsers, false).changed())
                .as("done again, seed %d", seed)
                .isEmpty();
    }

    /** By the rule's words: first everybody's own pool user, then nobody keeps what is another's. */
    private static Map<String, String> expected(Map<String, String> before, List<PoolUser> poolUsers) {
        Map<String, String> expected = new HashMap<>(before);
        before.keySet().forEach(handle -> own(handle, poolUsers).ifPresent(it -> expected.put(handle, it)));
        before.keySet().stream()
                .filter(it -> own(it, poolUsers).isEmpty())
                .filter(it -> before.keySet().stream()
                        .flatMap(other -> own(other, poolUsers).stream())
                        .anyMatch(before.get(it)::equals))
                .forEach(it -> expected.put(it, "MOCK"));
        return expected;
    }

    private static Optional<String> own(String handle, List<PoolUser> poolUsers) {
        List<PoolUser> its = poolUsers.stream()
                .filter(it -> handle.equalsIgnoreCase(it.handle()))
                .toList();
        return its.size() == 1 ? Optional.of(its.get(0).subject()) : Optional.empty();
    }

    private static Map<String, String> changes(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changes = new HashMap<>(after);
        changes.entrySet().removeAll(before.entrySet());
        return changes;
    }

    private static Map<String, String> subjects(HikariDataSource pool) {
        return TestPostgres.query(pool, "select handle || ' ' || cognito_user_id from public.users").stream()
                .map(it -> it.split(" "))
                .collect(toMap(it -> it[0], it -> it[1]));
    }

    /** Each with a subject of its own, as in a pool. */
    private static List<PoolUser> poolUsers(Random random) {
        List<PoolUser> poolUsers = new ArrayList<>();
        for (int i = 0; i < HANDLES; i++) {
            if (random.nextBoolean()) {
                poolUsers.add(new PoolUser(handle(random), "sub-" + i));
            }
        }
        return poolUsers;
    }

    private static String handle(Random random) {
        String handle = "user" + random.nextInt(HANDLES);
        return random.nextInt(4) == 0 ? handle.toUpperCase(Locale.ROOT) : handle;
    }

    private static String subject(Random random) {
        return "sub-" + random.nextInt(HANDLES);
    }
}
