package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersSchemaTest {
    /** As the reference makes it. */
    static final String REFERENCE_TABLE = """
            create table public.users (
              uuid UUID default gen_random_uuid() primary key,
              display_name text not null,
              handle text not null,
              email text not null,
              cognito_user_id text not null,
              created_at timestamp default current_timestamp not null
            )""";

    private static final String COLUMNS = """
            select concat_ws(' ', column_name, data_type, is_nullable, column_default)
            from information_schema.columns where table_name = 'users' order by ordinal_position""";

    private final String url = TestPostgres.newDatabase();
    private final HikariDataSource pool = ConnectionUrl.parse(url).open();
    private final UsersSchema schema = new UsersSchema(pool);

    @AfterEach
    void closeThePool() {
        pool.close();
    }

    @Test
    void theTableIsTheReferences() {
        schema.load();
        List<String> ours = TestPostgres.query(pool, COLUMNS);
        try (HikariDataSource other =
                ConnectionUrl.parse(TestPostgres.newDatabase()).open()) {
            TestPostgres.execute(other, REFERENCE_TABLE);
            assertThat(ours).hasSize(6).isEqualTo(TestPostgres.query(other, COLUMNS));
        }
    }

    @Test
    void loadingAgainChangesNothing() {
        schema.load();
        new Accounts(pool).add(Accounts.seeds(UUID::randomUUID));
        schema.load();
        new UsersSchema(pool).load();
        assertThat(TestPostgres.query(pool, "select handle from public.users")).hasSize(4);
    }

    @Test
    void severalInstancesMayLoadItAtOnceBesideOtherTables() throws Exception {
        TestPostgres.execute(pool, "create table public.activities (message text)");
        Callable<Void> instance = () -> {
            try (HikariDataSource own = ConnectionUrl.parse(url).open()) {
                new UsersSchema(own).load();
            }
            return null;
        };
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> loaded : instances.invokeAll(Collections.nCopies(8, instance))) {
                loaded.get();
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(new Accounts(pool).add(Accounts.seeds(UUID::randomUUID))).isEqualTo(4);
    }

    @Test
    void whoLoadsItWaitsForWhoIsLoadingIt() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection loading = pool.getConnection();
                Statement statement = loading.createStatement()) {
            loading.setAutoCommit(false);
            statement.execute(UsersSchema.TAKE_TURNS);
            Future<?> waiting = other.submit(schema::load);
            while (TestPostgres.query(pool, "select 1 from pg_locks where locktype = 'advisory' and not granted")
                    .isEmpty()) {
                assertThat(waiting).isNotDone();
            }
            assertThat(TestPostgres.query(pool, "select tablename from pg_tables where schemaname = 'public'"))
                    .isEmpty();
            loading.commit();
            waiting.get();
        } finally {
            other.shutdownNow();
        }
        assertThat(TestPostgres.query(pool, "select handle from public.users")).isEmpty();
    }

    @Test
    void theReferencesTableIsTakenOverWithItsRowsBesideOtherTables() {
        TestPostgres.execute(pool, "create table public.activities (message text)");
        TestPostgres.execute(pool, REFERENCE_TABLE);
        insert("andrewbrown");
        insert("bayko");
        List<String> before = rows();
        schema.load();
        assertThat(rows()).isEqualTo(before).hasSize(2);
        assertThat(new PostgresUsers(pool).byHandle("BAYKO")).isPresent();
        assertThatThrownBy(() -> insert("Bayko")).hasStackTraceContaining("users_handle_key");
    }

    @Test
    void aTableInWhichTwoShareAHandleIsRefusedAndStaysAsItIs() {
        TestPostgres.execute(pool, REFERENCE_TABLE);
        insert("bayko");
        insert("Bayko");
        List<String> before = rows();
        assertThatThrownBy(schema::load).isInstanceOf(StorageException.class);
        assertThat(rows()).isEqualTo(before);
        assertThat(TestPostgres.query(pool, "select indexname from pg_indexes where tablename = 'users'"))
                .containsExactly("users_pkey");
        assertThat(TestPostgres.query(pool, "select version from messaging_schema_history"))
                .containsExactly("0");

        TestPostgres.execute(pool, "update public.users set handle = 'bayko2' where handle = 'Bayko'");
        schema.load();
        assertThat(new PostgresUsers(pool).byHandle("BAYKO2")).isPresent();
    }

    private void insert(String handle) {
        TestPostgres.execute(
                pool,
                "insert into public.users (display_name, handle, email, cognito_user_id) values ('Somebody', '" + handle
                        + "', 'somebody@example.com', 'MOCK')");
    }

    private List<String> rows() {
        return TestPostgres.query(pool, "select u::text from public.users u order by 1");
    }
}
