package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final HikariDataSource pool = TestPostgres.newDirectory();
    private final Accounts accounts = new Accounts(pool);
    private final PostgresUsers users = new PostgresUsers(pool);

    @AfterEach
    void closeTheDirectory() {
        pool.close();
    }

    @Test
    void theSeedsAreTheReferencesFourUsers() {
        List<Account> seeds = Accounts.seeds(UUID::randomUUID);
        assertThat(accounts.add(seeds)).isEqualTo(4);
        assertThat(
                        TestPostgres.query(
                                pool,
                                "select concat_ws('/', display_name, handle, email, cognito_user_id) from public.users order by handle"))
                .containsExactly(
                        "Alt Brown/altbrown/andrew@cloudprojectbootcamp.com/MOCK",
                        "Andrew Brown/andrewbrown/andrew@exampro.co/MOCK",
                        "Andrew Bayko/bayko/bayko@exampro.co/MOCK",
                        "Londo Mollari/londo/lmollari@centari.com/MOCK");
        assertThat(users.byHandle("AndrewBrown")).contains(seeds.get(0).user());
    }

    @Test
    void anExistingUserStaysUnchanged() {
        Account first = account("Bayko", "sub-1");
        assertThat(accounts.add(List.of(first))).isEqualTo(1);
        Account sameHandle = account("bAYKO", "sub-2");
        Account sameSubject = account("londo", "sub-1");
        User sameUuid = new User(first.user().uuid(), "Another", "another");
        assertThat(accounts.add(List.of(sameHandle, sameSubject, new Account(sameUuid, "x@example.com", "sub-3"))))
                .isZero();
        assertThat(users.byHandle("bayko")).contains(first.user());
        assertThat(users.bySubject("sub-1")).contains(first.user());
        assertThat(TestPostgres.query(pool, "select count(*) from public.users"))
                .containsExactly("1");
    }

    @Test
    void seedingAgainAddsOnlyTheMissingUsers() {
        accounts.add(Accounts.seeds(UUID::randomUUID).subList(0, 2));
        List<Account> withSubjects = Accounts.seeds(UUID::randomUUID).stream()
                .map(it -> it.withSubject("local " + it.user().handle()))
                .toList();
        assertThat(accounts.add(withSubjects)).isEqualTo(2);
        assertThat(accounts.add(withSubjects)).isZero();
        assertThat(users.bySubject("local bayko")).contains(withSubjects.get(2).user());
        assertThat(users.bySubject("local altbrown")).isEmpty();
    }

    @Test
    void inATableWithoutIndexesNobodyIsAddedTwiceEither() throws Exception {
        dropTheIndexes();
        assertThat(accounts.add(Accounts.seeds(UUID::randomUUID))).isEqualTo(4);
        assertThat(accounts.add(Accounts.seeds(UUID::randomUUID))).isZero();
        accounts.register(account("gkar", "sub-1"));
        assertThat(catchThrowable(() -> accounts.register(account("GKar", "sub-2"))))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(Refusal.HANDLE_TAKEN));
        assertThat(catchThrowable(() -> accounts.register(account("lennier", "sub-1"))))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(Refusal.SUBJECT_TAKEN));
        assertThat(winners(i -> account("racer", "sub-racer-" + i))).isEqualTo(1);
    }

    private void dropTheIndexes() {
        TestPostgres.execute(pool, "drop index public.users_handle_key, public.users_cognito_user_id_key");
    }

    @Test
    void usersWithoutASubjectAreGivenOneThatNobodyHas() {
        List<Account> seeds = Accounts.seeds(UUID::randomUUID);
        accounts.add(List.of(seeds.get(0), seeds.get(2)));
        accounts.add(List.of(account("Londo", "sub-londo"), account("vir", "local altbrown")));
        TestPostgres.execute(pool, "update public.users set handle = 'Bayko' where handle = 'bayko'");
        accounts.add(List.of(seeds.get(1)));
        List<Account> withSubjects = Accounts.seeds(UUID::randomUUID).stream()
                .map(it -> it.withSubject("local " + it.user().handle()))
                .toList();

        assertThat(accounts.giveSubjects(withSubjects)).isEqualTo(2);

        assertThat(TestPostgres.query(
                        pool,
                        "select concat_ws('/', handle, cognito_user_id) from public.users order by lower(handle)"))
                .containsExactly(
                        "altbrown/MOCK",
                        "andrewbrown/local andrewbrown",
                        "Bayko/local bayko",
                        "Londo/sub-londo",
                        "vir/local altbrown");
        assertThat(accounts.giveSubjects(withSubjects)).isZero();
    }

    @Test
    void oneOfManyRacersGetsAHandle() throws Exception {
        assertThat(winners(i -> account(i % 2 == 0 ? "Racer" : "rACER", "sub-" + i)))
                .isEqualTo(1);
        assertThat(users.byHandle("racer")).isPresent();
    }

    @Test
    void oneOfManyRacersGetsASubject() throws Exception {
        assertThat(winners(i -> account("racer-" + i, "one-subject"))).isEqualTo(1);
        assertThat(users.bySubject("one-subject")).isPresent();
    }

    private int winners(IntFunction<Account> racer) throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Account account = racer.apply(i);
                calls.add(() -> accounts.add(List.of(account)));
            }
            int winners = 0;
            for (Future<Integer> call : racers.invokeAll(calls)) {
                winners += call.get();
            }
            return winners;
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    void aFailedAdditionAddsNobodyAndQuotesNothing() {
        TestPostgres.execute(pool, "alter table public.users add check (handle <> 'refused-handle')");
        Account refused = account("refused-handle", "refused-subject");
        Throwable failure = catchThrowable(() -> accounts.add(List.of(account("fine", "sub-1"), refused)));
        assertThat(failure).isInstanceOf(StorageException.class).hasStackTraceContaining("users_handle_check");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("private-address", "refused-subject", "refused-handle");
        assertThat(users.byHandle("fine")).isEmpty();
    }

    @Test
    void anAccountHoldsOnlyWhatCanBeStoredAndTellsNoAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> account("nul\0", "sub"));
        assertThatIllegalArgumentException().isThrownBy(() -> account("half\uD83D", "sub"));
        assertThatIllegalArgumentException().isThrownBy(() -> account("bayko", "\uDE00"));
        assertThatIllegalArgumentException().isThrownBy(() -> account(" \u2003", "sub"));
        assertThatIllegalArgumentException().isThrownBy(() -> account("bayko", ""));
        assertThat(account("bayko", "sub-1").toString())
                .contains("bayko", "sub-1")
                .doesNotContain("private-address");
    }

    @Test
    void aRegisteredUserIsFound() {
        Account account = account("bayko", "sub-1");
        accounts.register(account);
        assertThat(users.bySubject("sub-1")).contains(account.user());
        accounts.register(account("londo", Account.UNSYNCHRONISED));
        accounts.register(account("altbrown", Account.UNSYNCHRONISED));
        assertThat(users.byHandle("altbrown")).isPresent();
    }

    @Test
    void aRegistrationIsRefusedWithTheReasonWhereAnotherUserHasTheSame() {
        Account there = account("bayko", "sub-1");
        accounts.register(there);
        assertRefused(Refusal.HANDLE_TAKEN, () -> accounts.register(account("BAYKO", "sub-2")));
        assertRefused(Refusal.HANDLE_TAKEN, () -> accounts.register(account("bayko", "sub-1")));
        assertRefused(Refusal.SUBJECT_TAKEN, () -> accounts.register(account("londo", "sub-1")));
        Account sameUuid = new Account(new User(there.user().uuid(), "Another", "another"), "x@example.com", "sub-3");
        assertRefused(Refusal.UUID_TAKEN, () -> accounts.register(sameUuid));
        assertThat(TestPostgres.query(pool, "select handle from public.users")).containsExactly("bayko");
    }

    @Test
    void aRenamedUserKeepsUuidAndSubject() {
        Account account = account("bayko", "sub-1");
        accounts.register(account);
        accounts.register(account("londo", "sub-2"));
        UUID uuid = account.user().uuid();

        assertThat(accounts.rename("BAYKO", "Andrew", null)).isEqualTo(new User(uuid, "Andrew", "bayko"));
        assertThat(accounts.rename("bayko", null, "Bayko")).isEqualTo(new User(uuid, "Andrew", "Bayko"));
        User both = accounts.rename("bayko", "A. B.", "andrew");
        assertThat(both).isEqualTo(new User(uuid, "A. B.", "andrew"));
        assertThat(accounts.rename("andrew", null, null)).isEqualTo(both);

        assertThat(users.bySubject("sub-1")).contains(both);
        assertThat(users.byHandle("bayko")).isEmpty();
        assertThat(users.byHandle("londo").map(User::displayName)).contains("Somebody");
    }

    @Test
    void aRenamingThatCannotBeChangesNothing() {
        accounts.register(account("bayko", "sub-1"));
        accounts.register(account("londo", "sub-2"));
        String name = "Renamed";
        assertRefused(Refusal.HANDLE_TAKEN, () -> accounts.rename("bayko", name, "LONDO"));
        assertRefused(Refusal.HANDLE_UNKNOWN, () -> accounts.rename("nobody", name, "somebody"));
        assertRefused(Refusal.HANDLE_UNKNOWN, () -> accounts.rename("nul\0", name, null));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.rename("bayko", name, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.rename("bayko", name, "nul\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.rename("bayko", "half\uD83D", null));
        assertThat(TestPostgres.query(pool, "select handle || ' ' || display_name from public.users order by 1"))
                .containsExactly("bayko Somebody", "londo Somebody");
    }

    @Test
    void nobodyIsRenamedWhereTwoUsersShareAHandle() {
        accounts.add(List.of(account("bayko", "sub-1"), account("londo", "sub-2")));
        TestPostgres.execute(pool, "drop index public.users_handle_key");
        TestPostgres.execute(pool, "update public.users set handle = 'BAYKO' where handle = 'londo'");
        assertRefused(Refusal.HANDLE_UNKNOWN, () -> accounts.rename("bayko", "Renamed", null));
        assertThat(TestPostgres.query(pool, "select display_name from public.users"))
                .containsOnly("Somebody");
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    private static Account account(String handle, String subject) {
        return new Account(new User(UUID.randomUUID(), "Somebody", handle), "private-address@example.com", subject);
    }
}
