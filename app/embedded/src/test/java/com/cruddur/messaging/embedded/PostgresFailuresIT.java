package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code serve --store postgres} cannot start, it says why in one line and changes nothing. */
final class PostgresFailuresIT {
    @TempDir
    private static Path directory;

    @Test
    void aUrlThatIsNoneIsSaidWithoutItsPassword() {
        Invocation ran = serve("mysql://user:s3cret@127.0.0.1/cruddur");
        ran.failed("CONNECTION_URL cannot be used: a connection URL has the form");
        assertThat(ran.err()).doesNotContain("s3cret");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        Invocation ran = serve("postgresql://user:s3cret@127.0.0.1:1/cruddur");
        ran.failed("postgresql://127.0.0.1:1/cruddur cannot be used: it does not answer");
        assertThat(ran.err()).doesNotContain("s3cret");
        serve("postgresql://user@host.invalid/cruddur").failed("there is no such host");
        serve(TestDatabases.named("of_nobody")).failed("there is no database of this name");
    }

    /** No older server is at hand: this database says that it is one. */
    @Test
    void aServerThatIsTooOldIsSaid() {
        String url = TestDatabases.create();
        String database = url.substring(url.lastIndexOf('/') + 1);
        TestDatabases.execute(url, "create schema old");
        TestDatabases.execute(
                url, "create function old.current_setting(text) returns text language sql as $$ select '130012' $$");
        TestDatabases.execute(url, "alter database " + database + " set search_path = old, pg_catalog, public");
        serve(url).failed("the server is PostgreSQL 13; the message store needs 14 or later");
    }

    @Test
    void aUserWithoutRightsIsSaid() {
        String url = TestDatabases.create();
        String user = "u" + UUID.randomUUID().toString().replace("-", "");
        TestDatabases.execute(url, "create user " + user);
        serve(url.replace("postgres@", user + "@"))
                .failed("the database user " + user + " may not create the schema messaging");
    }

    @Test
    void aSchemaOfAnotherProgramIsSaidAndAnotherNameIsTaken() {
        String url = TestDatabases.create();
        TestDatabases.execute(url, "create schema messaging");
        TestDatabases.execute(url, "create table messaging.theirs (id int)");
        serve(url).failed("the schema messaging belongs to another program; choose another name for the message store");
        serve(url, "--schema", "direct_messages").failed("it has no table public.users: load its schema first");
        assertThat(TestDatabases.query(
                        url,
                        "select schemaname || '.' || tablename from pg_tables"
                                + " where schemaname in ('messaging', 'direct_messages') order by 1"))
                .containsExactly(
                        "direct_messages.message_groups",
                        "direct_messages.messages",
                        "direct_messages.messaging_schema_history",
                        "direct_messages.used_keys",
                        "messaging.theirs");
    }

    @Test
    void aSchemasNameThatIsNoneIsAMistakeOfUsage() {
        Invocation ran = serve("postgresql://user@127.0.0.1:1/cruddur", "--schema", "a-b");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains("--schema", "a schema's name has 1 to 63 characters");
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.run(directory, ServiceProcess.SERVICE_JAR, Map.of(), "serve", "--store", "postgres")) {
            assertThat(service.exitCode()).isEqualTo(2);
            assertThat(service.err().lines())
                    .singleElement()
                    .asString()
                    .contains("CONNECTION_URL, AWS_COGNITO_USER_POOL_ID, AWS_COGNITO_USER_POOL_CLIENT_ID are not set");
        }
    }

    private static Invocation serve(String url, String... more) {
        return Invocation.of(Stream.concat(
                        Stream.of(
                                "serve",
                                "--store",
                                "postgres",
                                "--connection-url",
                                url,
                                "--cognito-user-pool-id",
                                "us-east-1_abc",
                                "--cognito-client-id",
                                "client",
                                "--cursor-key",
                                "a key of more than sixteen bytes"),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
