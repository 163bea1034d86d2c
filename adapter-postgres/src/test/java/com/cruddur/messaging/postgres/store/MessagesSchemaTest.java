package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.UsersSchema;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesSchemaTest {
    private static final String TABLES = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not like 'pg_%' and n.nspname <> 'information_schema' order by 1""";

    private final String url = TestPostgres.newDatabase();
    private final HikariDataSource pool = ConnectionUrl.parse(url).open();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theTablesAndTheirHistoryAreInASchemaOfTheirOwn() {
        assertThat(new MessagesSchema(pool, "direct_messages").load()).isTrue();
        assertThat(new MessagesSchema(pool, "direct_messages").load()).isFalse();
        assertThat(TestPostgres.query(pool, TABLES))
                .containsExactly(
                        "direct_messages.message_groups",
                        "direct_messages.messages",
                        "direct_messages.messaging_schema_history",
                        "direct_messages.used_keys");
        try (PostgresStore store = new PostgresStore(pool, "direct_messages")) {
            UUID group = UUID.randomUUID();
            store.messages().appendTo(TestStore.user("Two"), group, TestStore.message(TestStore.user("One"), "hello"));
            assertThat(store.groups().find(group)).isPresent();
        }
    }

    @Test
    void severalInstancesMayLoadItAtOnce() throws Exception {
        try (Parallel parallel = new Parallel()) {
            List<Boolean> loaded = Parallel.all(parallel.start(4, i -> {
                try (HikariDataSource own = ConnectionUrl.parse(url).open()) {
                    return new MessagesSchema(own).load();
                }
            }));
            assertThat(loaded).containsOnlyOnce(true);
        }
    }

    @Test
    void aProductsOwnFlywayAndTheUsersSchemaRunBeforeItAndAfterIt() {
        productsFlyway("1").migrate();
        new UsersSchema(pool).load();
        assertThat(new MessagesSchema(pool).load()).isTrue();
        productsFlyway("2").migrate();
        productsFlyway("2").validate();
        assertThat(new MessagesSchema(pool).load()).isFalse();
        assertThat(new UsersSchema(pool).load()).isFalse();
        assertThat(TestPostgres.query(pool, TABLES))
                .contains("public.flyway_schema_history", "public.orders", "public.carts", "messaging.messages");
    }

    private Flyway productsFlyway(String target) {
        return Flyway.configure()
                .dataSource(pool)
                .locations("classpath:com/cruddur/messaging/postgres/store/product")
                .target(target)
                .load();
    }

    @Test
    void aSchemaOfAnotherProgramIsLeftAlone() {
        TestPostgres.execute(pool, "create schema messaging; create table messaging.messages (id int)");
        assertRefused(
                new MessagesSchema(pool),
                "the schema messaging belongs to another program; choose another name for the message store");
        assertThat(TestPostgres.query(pool, TABLES)).containsExactly("messaging.messages");
    }

    @Test
    void anEmptySchemaThatAnAdministratorMadeIsTaken() {
        String user = newUser();
        TestPostgres.execute(pool, "create schema messaging authorization " + user);
        assertThat(new MessagesSchema(as(user)).load()).isTrue();
    }

    @Test
    void aUserWithoutRightsIsTold() {
        String user = newUser();
        assertRefused(
                new MessagesSchema(as(user)), "the database user " + user + " may not create the schema messaging");
        TestPostgres.execute(pool, "create schema messaging; grant usage on schema messaging to " + user);
        assertRefused(
                new MessagesSchema(as(user)),
                "the database user " + user + " may not create tables in the schema messaging");
    }

    @Test
    void onceItIsLoadedAUserNeedsOnlyToReadAndWrite() {
        new MessagesSchema(pool).load();
        String user = newUser();
        TestPostgres.execute(pool, "grant usage on schema messaging to " + user);
        assertRefused(
                new MessagesSchema(as(user)),
                "the database user " + user + " may not read and write the tables of the schema messaging");
        TestPostgres.execute(
                pool,
                "grant select, insert, update, delete on messaging.messages, messaging.message_groups,"
                        + " messaging.used_keys to " + user + ";"
                        + " grant select on messaging.messaging_schema_history to " + user);
        assertThat(new MessagesSchema(as(user)).load()).isFalse();
    }

    @Test
    void aServerThatIsTooOldIsTold() {
        assertRefused(
                new MessagesSchema(pool, "messaging", 99),
                "the server is PostgreSQL 17; the message store needs 99 or later");
        assertThat(TestPostgres.query(pool, TABLES)).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsTold() {
        assertRefused(
                new MessagesSchema(ConnectionUrl.parse("postgresql://nobody@127.0.0.1:1/nothing")
                        .unpooled()),
                "the database of the message store cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Messaging", "pg_messaging", "1st", "a-b", "a\"b", "a.b"})
    void aNameThatNeedsQuotesIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessagesSchema(pool, name));
        assertThatIllegalArgumentException().isThrownBy(() -> new PostgresStore(pool, name));
    }

    private static void assertRefused(MessagesSchema schema, String message) {
        assertThatThrownBy(schema::load).isInstanceOf(StorageException.class).hasMessage(message);
    }

    private String newUser() {
        String user = "u" + UUID.randomUUID().toString().replace("-", "");
        TestPostgres.execute(pool, "create user " + user + " password 'secret'");
        return user;
    }

    private DataSource as(String user) {
        return ConnectionUrl.parse(url.replace("postgres:postgres@", user + ":secret@"))
                .unpooled();
    }
}
