package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DatabaseDefaultsTest {
    /** Writes down the settings of each transaction that stores a message, and takes longer than the database allows. */
    private static final String WATCH = """
            create table settings (isolation text, durability text);
            create function watch() returns trigger language plpgsql as $$
            begin
              insert into public.settings
                values (current_setting('transaction_isolation'), current_setting('synchronous_commit'));
              perform pg_sleep(0.3);
              return new;
            end $$;
            create trigger watch before insert on messaging.messages for each row execute function watch();""";

    private static final List<String> DEFAULTS = List.of(
            "default_transaction_isolation = 'serializable'",
            "default_transaction_read_only = on",
            "synchronous_commit = off",
            "statement_timeout = '200ms'");

    @Test
    void transactionsDoNotDependOnTheDefaultsOfTheDatabase() throws Exception {
        String url = TestPostgres.newDatabase();
        try (HikariDataSource pool = ConnectionUrl.parse(url).open()) {
            new MessagesSchema(pool).load();
            TestPostgres.execute(pool, WATCH);
            for (String setting : DEFAULTS) {
                TestPostgres.execute(
                        pool,
                        "alter database "
                                + TestPostgres.query(pool, "select current_database()")
                                        .get(0) + " set " + setting);
            }
        }
        HikariDataSource pool = ConnectionUrl.parse(url).open();
        try (TestStore test = new TestStore(pool, new PostgresStore(pool));
                Parallel parallel = new Parallel()) {
            Chat chat = test.newChat();
            Parallel.all(parallel.start(
                    4, i -> test.store().messages().append(chat.group(), TestStore.message(chat.one(), "to a group"))));
            test.store().messages().append(chat.group(), TestStore.keyed(chat.one(), "with a key"));
            test.store().messages().appendTo(chat.two(), UUID.randomUUID(), TestStore.message(chat.one(), "to a user"));
            assertThat(test.newestFirst(chat)).hasSize(7);
            assertThat(TestPostgres.query(pool, "select distinct isolation || ', ' || durability from settings"))
                    .containsExactly("read committed, on");
            assertThat(test.store().inbox().rename(TestStore.user("Nobody"))).isZero();
        }
    }
}
