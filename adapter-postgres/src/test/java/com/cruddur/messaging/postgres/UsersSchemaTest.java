package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
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

    private static final String INDEXES =
            "select indexdef from pg_indexes where tablename = 'users' order by indexname";

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
        assertThat(schema.load()).isTrue();
        new Accounts(pool).add(Accounts.seeds(UUID::randomUUID));
        assertThat(schema.load()).isFalse();
        assertThat(new UsersSchema(pool).load()).isFalse();
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
    void oneInstanceWaitsWhileAnotherLoadsTheSchema() throws Exception {
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
    void aTableWithSharedHandlesOrSubjectsIsRefusedAndStaysUnchanged() {
        TestPostgres.execute(pool, REFERENCE_TABLE);
        List.of("bayko", "Bayko", "BAYKO", "londo", "Londo", "k", "\u212A").forEach(this::insert);
        TestPostgres.execute(pool, "update public.users set cognito_user_id = 'sub-1' where handle ilike 'londo'");
        List<String> before = everything();
        assertThatThrownBy(schema::load)
                .isInstanceOfSatisfying(
                        DuplicatesException.class,
                        refused -> assertThat(refused.duplicates())
                                .containsExactly(
                                        new Duplicate("handle", "bayko", 3),
                                        new Duplicate("handle", "londo", 2),
                                        new Duplicate("cognito_user_id", "sub-1", 2))
                                .isEqualTo(schema.duplicates()));
        assertThat(everything()).isEqualTo(before);

        TestPostgres.execute(pool, "update public.users set handle = uuid::text where handle <> lower(handle)");
        assertThatThrownBy(schema::load)
                .isInstanceOfSatisfying(
                        DuplicatesException.class,
                        refused -> assertThat(refused.duplicates())
                                .containsExactly(new Duplicate("cognito_user_id", "sub-1", 2)));
        TestPostgres.execute(pool, "update public.users set cognito_user_id = 'MOCK'");
        schema.load();
        assertThat(schema.duplicates()).isEmpty();
        assertThat(new PostgresUsers(pool).byHandle("BAYKO")).isPresent();
        assertThat(rows()).hasSize(7);
    }

    @Test
    void anotherTableOfTheNameIsRefusedAndStays() {
        TestPostgres.execute(pool, "create table public.users (id int)");
        assertThatThrownBy(schema::load)
                .isInstanceOf(StorageException.class)
                .isNotInstanceOf(DuplicatesException.class);
        assertThat(everything()).containsExactly("r users");
    }

    @Test
    void aTableThatTheReferenceDroppedAndRecreatedIsMendedWithItsRows() {
        schema.load();
        List<String> indexes = TestPostgres.query(pool, INDEXES);
        assertThat(schema.missing()).isEmpty();
        recreateAsTheReference();
        TestPostgres.execute(pool, "alter table public.users add column bio text");
        insert("bayko");
        List<String> before = rows();
        assertThat(schema.missing()).containsExactly("users_handle_key", "users_cognito_user_id_key");

        assertThat(schema.load()).isTrue();

        assertThat(TestPostgres.query(pool, INDEXES)).hasSize(3).isEqualTo(indexes);
        assertThat(rows()).isEqualTo(before);
        assertThat(schema.load()).isFalse();
    }

    private void recreateAsTheReference() {
        TestPostgres.execute(pool, "drop table public.users");
        TestPostgres.execute(pool, REFERENCE_TABLE);
    }

    @Test
    void lostPartsAreMadeAgain() {
        schema.load();
        List<String> columns = TestPostgres.query(pool, COLUMNS);
        List<String> indexes = TestPostgres.query(pool, INDEXES);
        for (String loss : List.of(
                "drop table public.users",
                "drop index public.users_handle_key",
                "drop index public.users_cognito_user_id_key",
                "drop table public.messaging_schema_history",
                "drop table public.messaging_schema_history; drop index public.users_handle_key",
                "drop table public.messaging_schema_history, public.users")) {
            TestPostgres.execute(pool, loss);
            schema.load();
            assertThat(schema.missing()).as(loss).isEmpty();
            assertThat(TestPostgres.query(pool, COLUMNS)).as(loss).isEqualTo(columns);
            assertThat(TestPostgres.query(pool, INDEXES)).as(loss).isEqualTo(indexes);
            assertThat(schema.load()).as(loss).isFalse();
        }
    }

    @Test
    void anIndexOfTheNameThatLetsUsersShareAHandleIsNotOurs() {
        TestPostgres.execute(pool, REFERENCE_TABLE);
        TestPostgres.execute(pool, "create index users_handle_key on public.users (handle)");
        assertThat(schema.missing()).contains("users_handle_key");
    }

    @Test
    void duplicatesThatCameWithTheRecreatedTableAreRefused() {
        schema.load();
        recreateAsTheReference();
        insert("bayko");
        insert("Bayko");
        List<String> before = everything();
        assertThatThrownBy(schema::load).isInstanceOf(DuplicatesException.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whereThereIsNoTableNobodySharesAnything() {
        assertThat(schema.duplicates()).isEmpty();
    }

    @Test
    void dropRemovesTheLoadedSchemaAndNothingElse() {
        TestPostgres.execute(pool, "create table public.activities (message text)");
        schema.load();
        new Accounts(pool).add(Accounts.seeds(UUID::randomUUID));
        assertThat(schema.drop()).isTrue();
        assertThat(everything()).containsExactly("r activities");
        assertThat(schema.drop()).describedAs("dropped again").isFalse();
        schema.load();
        assertThat(rows()).isEmpty();
    }

    @Test
    void theReferencesTableIsDroppedToo() {
        TestPostgres.execute(pool, REFERENCE_TABLE);
        assertThat(schema.drop()).isTrue();
        assertThat(everything()).isEmpty();
    }

    @Test
    void aTableThatSomethingElseNeedsIsNotDropped() {
        schema.load();
        insert("bayko");
        TestPostgres.execute(pool, "create table public.activities (user_uuid uuid references public.users)");
        List<String> before = everything();
        assertThatThrownBy(schema::drop).isInstanceOf(StorageException.class);
        assertThat(everything()).isEqualTo(before);
    }

    private void insert(String handle) {
        TestPostgres.execute(
                pool,
                "insert into public.users (display_name, handle, email, cognito_user_id) values ('Somebody', '" + handle
                        + "', 'somebody@example.com', 'MOCK')");
    }

    /** Every table and index, and every row of the users. */
    private List<String> everything() {
        List<String> everything = new ArrayList<>(
                TestPostgres.query(
                        pool,
                        "select relkind::text || ' ' || relname from pg_class where relnamespace = 'public'::regnamespace order by 1"));
        if (!TestPostgres.query(pool, "select to_regclass('public.users')").contains(null)) {
            everything.addAll(rows());
        }
        return everything;
    }

    private List<String> rows() {
        return TestPostgres.query(pool, "select u::text from public.users u order by 1");
    }
}
