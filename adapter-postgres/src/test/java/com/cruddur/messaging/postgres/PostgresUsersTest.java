package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.contract.UsersContract;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUsersTest implements UsersContract {
    private static HikariDataSource pool;
    private static PostgresUsers users;
    private static Accounts accounts;

    @BeforeAll
    static void openTheDirectory() {
        pool = TestPostgres.newDirectory();
        users = new PostgresUsers(pool);
        accounts = new Accounts(pool);
    }

    @AfterAll
    static void closeTheDirectory() {
        pool.close();
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public void store(User user, String subject) {
        assertThat(accounts.add(List.of(new Account(user, "somebody@example.com", subject))))
                .isEqualTo(1);
    }

    @Test
    void theSubjectOfUnsynchronisedUsersFindsNobody() {
        store(user("mocked"), Account.UNSYNCHRONISED);
        assertThat(users.bySubject(Account.UNSYNCHRONISED)).isEmpty();
        store(user("mocked"), Account.UNSYNCHRONISED);
        assertThat(users.bySubject(Account.UNSYNCHRONISED)).isEmpty();
    }

    @Test
    void aUserIsFoundByUuid() {
        User user = user("andrew");
        store(user, Account.UNSYNCHRONISED);
        assertThat(users.byUuid(user.uuid())).contains(user);
        assertThat(users.byUuid(UUID.randomUUID())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "' or 1=1 --",
                "'; drop table public.users; --",
                "\\'; delete from public.users; --",
                "$$; delete from public.users; $$",
                "' union select uuid, email, email from public.users --",
                ":key",
                "?",
                "%",
                "${handle}"
            })
    void sqlInAHandleOrASubjectFindsNobodyAndDoesNothing(String sql) {
        User user = user("andrew");
        store(user, "subject of " + user.handle());
        long before = count();
        assertThat(users.byHandle(sql)).isEmpty();
        assertThat(users.bySubject(sql)).isEmpty();
        assertThat(users.byHandle(user.handle() + sql)).isEmpty();
        assertThat(count()).isEqualTo(before);

        User named = user(sql);
        store(named, sql + named.handle());
        assertThat(users.byHandle(named.handle())).contains(named);
        assertThat(users.bySubject(sql + named.handle())).contains(named);
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void bothLookUpsGoByAnIndex() {
        TestPostgres.execute(
                pool,
                "insert into public.users (display_name, handle, email, cognito_user_id)"
                        + " select 'Many', 'many-' || n, 'many@example.com', 'many-' || n from generate_series(1, 20000) n");
        TestPostgres.execute(pool, "analyze public.users");
        assertThat(
                        plan(
                                "select 1 from public.users where cognito_user_id = 'many-7' and cognito_user_id <> 'MOCK' limit 2"))
                .contains("users_cognito_user_id_key");
        assertThat(
                        plan(
                                "select 1 from public.users where lower(handle collate \"C\") = lower('many-7' collate \"C\") limit 2"))
                .contains("users_handle_key");
    }

    @Test
    void aSharedHandleOrSubjectFindsNobodyInATableWithoutOurIndexes() {
        try (HikariDataSource other =
                ConnectionUrl.parse(TestPostgres.newDatabase()).open()) {
            TestPostgres.execute(other, UsersSchemaTest.REFERENCE_TABLE);
            for (String handle : List.of("bayko", "BAYKO", "londo")) {
                TestPostgres.execute(
                        other,
                        "insert into public.users (display_name, handle, email, cognito_user_id) values ('x', '"
                                + handle + "', 'x@example.com', 'shared')");
            }
            Users directory = new PostgresUsers(other);
            assertThat(directory.byHandle("bayko")).isEmpty();
            assertThat(directory.bySubject("shared")).isEmpty();
            assertThat(directory.byHandle("LONDO")).map(User::handle).contains("londo");
        }
    }

    private static User user(String name) {
        return new User(UUID.randomUUID(), name, name + "-" + UUID.randomUUID());
    }

    private static long count() {
        return Long.parseLong(
                TestPostgres.query(pool, "select count(*) from public.users").get(0));
    }

    private static String plan(String query) {
        return String.join("\n", TestPostgres.query(pool, "explain " + query));
    }
}
