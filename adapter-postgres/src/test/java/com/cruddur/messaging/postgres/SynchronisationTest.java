package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.Synchronisation.Change;
import com.cruddur.messaging.postgres.Synchronisation.Conflict;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SynchronisationTest {
    private final HikariDataSource pool = TestPostgres.newDirectory();
    private final Accounts accounts = new Accounts(pool);
    private final PostgresUsers users = new PostgresUsers(pool);

    @AfterEach
    void closeTheDirectory() {
        pool.close();
    }

    @Test
    void everyUserGetsTheSubjectOfThePoolUserWithItsHandle() {
        User bayko = add("bayko", "MOCK");
        User londo = add("Londo", "sub-old");
        User andrew = add("andrew", "sub-andrew");
        User alone = add("alone", "sub-alone");
        List<PoolUser> poolUsers = List.of(
                poolUser("BAYKO", "sub-bayko"),
                poolUser("londo", "sub-londo"),
                poolUser("Andrew", "sub-andrew"),
                poolUser("stranger", "sub-stranger"));
        List<String> before = subjects();

        Synchronisation planned = accounts.synchronise(poolUsers, true);
        assertThat(subjects()).describedAs("after a dry run").isEqualTo(before);
        assertThat(accounts.synchronise(poolUsers, false)).isEqualTo(planned);

        assertThat(planned)
                .isEqualTo(new Synchronisation(
                        List.of(new Change(bayko, "MOCK", "sub-bayko"), new Change(londo, "sub-old", "sub-londo")),
                        List.of(andrew),
                        List.of(poolUser("stranger", "sub-stranger")),
                        List.of(alone),
                        List.of()));
        assertThat(users.bySubject("sub-bayko")).contains(bayko);
        assertThat(users.bySubject("sub-londo")).contains(londo);
        assertThat(users.bySubject("sub-andrew")).contains(andrew);
        assertThat(users.bySubject("sub-alone")).contains(alone);
        assertThat(users.bySubject("sub-old")).isEmpty();
        assertThat(users.bySubject("sub-stranger")).isEmpty();
        assertThat(accounts.synchronise(poolUsers, false).changed())
                .describedAs("done again")
                .isEmpty();
    }

    @Test
    void subjectsMayGoRound() {
        User first = add("first", "sub-1");
        User second = add("second", "sub-2");
        User third = add("third", "sub-3");
        accounts.synchronise(
                List.of(poolUser("first", "sub-2"), poolUser("second", "sub-3"), poolUser("third", "sub-1")), false);
        assertThat(users.bySubject("sub-2")).contains(first);
        assertThat(users.bySubject("sub-3")).contains(second);
        assertThat(users.bySubject("sub-1")).contains(third);
    }

    @Test
    void whoseSubjectIsAnothersNowHasNoneItself() {
        User former = add("former", "sub-1");
        User present = add("present", "MOCK");
        Synchronisation outcome = accounts.synchronise(List.of(poolUser("present", "sub-1")), false);
        assertThat(outcome.changed())
                .containsExactly(new Change(former, "sub-1", "MOCK"), new Change(present, "MOCK", "sub-1"));
        assertThat(outcome.unmatchedUsers()).isEmpty();
        assertThat(users.bySubject("sub-1")).contains(present);
        assertThat(subjects()).containsExactly("former MOCK", "present sub-1");
    }

    @Test
    void poolUsersWithASharedHandleOrSubjectAreConflicts() {
        User bayko = add("bayko", "sub-old");
        add("londo", "MOCK");
        add("altbrown", "MOCK");
        List<PoolUser> baykos = List.of(poolUser("bayko", "sub-1"), poolUser("Bayko", "sub-2"));
        PoolUser londo = poolUser("londo", "sub-3");
        PoolUser altbrown = poolUser("altbrown", "sub-3");
        List<String> before = subjects();
        Synchronisation outcome = accounts.synchronise(List.of(baykos.get(0), londo, baykos.get(1), altbrown), false);
        assertThat(outcome.conflicts()).extracting(Conflict::handle).containsExactly("altbrown", "bayko", "londo");
        assertThat(outcome.conflicts()).contains(new Conflict("bayko", baykos, List.of(bayko)));
        assertThat(outcome.changed()).isEmpty();
        assertThat(subjects()).isEqualTo(before);
    }

    @Test
    void usersWithASharedHandleAreConflicts() {
        try (HikariDataSource other =
                ConnectionUrl.parse(TestPostgres.newDatabase()).open()) {
            TestPostgres.execute(other, UsersSchemaTest.REFERENCE_TABLE);
            for (String handle : List.of("bayko", "BAYKO", "londo")) {
                TestPostgres.execute(
                        other,
                        "insert into public.users (display_name, handle, email, cognito_user_id) values ('x', '"
                                + handle + "', 'x@example.com', 'MOCK')");
            }
            Synchronisation outcome = new Accounts(other)
                    .synchronise(List.of(poolUser("bayko", "sub-1"), poolUser("londo", "sub-2")), false);
            assertThat(outcome.conflicts())
                    .singleElement()
                    .satisfies(it -> assertThat(it.users()).hasSize(2));
            assertThat(outcome.changed())
                    .extracting(it -> it.user().handle() + " " + it.after())
                    .containsExactly("londo sub-2");
        }
    }

    @Test
    void onlyTheCaseOfAsciiLettersDoesNotMatter() {
        add("kiss", "MOCK");
        List<PoolUser> poolUsers = List.of(poolUser("\u212Aiss", "sub-1"), poolUser("ki\u017Fs", "sub-2"));
        assertThat(accounts.synchronise(poolUsers, false).unmatchedPoolUsers())
                .containsExactlyInAnyOrderElementsOf(poolUsers);
    }

    @Test
    void aHandleThatNoStoreCanHoldIsNobodys() {
        User user = add("bayko", "MOCK");
        List<PoolUser> poolUsers = List.of(poolUser("bayko\0", "sub-1"), poolUser("\uD800", "sub-2"));
        Synchronisation outcome = accounts.synchronise(poolUsers, false);
        assertThat(outcome.unmatchedPoolUsers()).hasSize(2);
        assertThat(outcome.unmatchedUsers()).containsExactly(user);
    }

    @Test
    void aFailedSynchronisationChangesNobody() {
        add("bayko", "sub-1");
        add("londo", "sub-2");
        TestPostgres.execute(pool, "alter table public.users add check (cognito_user_id <> 'refused-subject')");
        List<String> before = subjects();
        assertThatThrownBy(() -> accounts.synchronise(
                        List.of(poolUser("bayko", "sub-3"), poolUser("londo", "refused-subject")), false))
                .isInstanceOf(StorageException.class);
        assertThat(subjects()).isEqualTo(before);
    }

    private User add(String handle, String subject) {
        User user = new User(UUID.randomUUID(), "Somebody", handle);
        accounts.register(new Account(user, "somebody@example.com", subject));
        return user;
    }

    private List<String> subjects() {
        return TestPostgres.query(
                pool, "select handle || ' ' || cognito_user_id from public.users order by handle collate \"C\"");
    }

    private static PoolUser poolUser(String handle, String subject) {
        return new PoolUser(handle, subject);
    }
}
