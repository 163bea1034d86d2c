package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.cognito.CognitoLocal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure of a {@code db} or {@code cognito} command is one line, and nothing is half done. */
final class DirectoryFailuresIT {
    private static final String NOWHERE = "postgresql://user:s3cret@127.0.0.1:1/cruddur";

    @TempDir
    private static Path directory;

    @Test
    void aDatabaseThatIsNotListeningOrNotThereIsSaid() {
        for (List<String> command : List.of(List.of("schema-load"), List.of("seed"), List.of("drop", "--yes"))) {
            List<String> arguments = new ArrayList<>(List.of("db", "--connection-url", NOWHERE));
            arguments.addAll(1, command);
            assertThat(Invocation.of(arguments.toArray(String[]::new))
                            .failed("it does not answer")
                            .err())
                    .contains("127.0.0.1:1/cruddur")
                    .doesNotContain("s3cret");
        }
        Invocation.of("db", "seed", "--connection-url", TestDatabases.named("of_nobody"))
                .failed("there is no database of this name");
        Invocation.of("db", "seed", "--connection-url", "mysql://somewhere").failed("CONNECTION_URL cannot be used");
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws Exception {
        String database = TestDatabases.create();
        String user = "u" + UUID.randomUUID().toString().replace("-", "");
        TestDatabases.execute(database, "create role " + user + " login password 'right'");
        Path rules = Path.of(TestDatabases.query(database, "show hba_file").get(0));
        String former = Files.readString(rules);
        Files.writeString(rules, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + former);
        TestDatabases.execute(database, "select pg_reload_conf()");
        String url = database.replace("postgres@", user + ":wr0ng@");
        ServiceProcess.waitUntil(() -> Invocation.of("db", "seed", "--connection-url", url)
                .err()
                .contains("it refuses this user or password"));
        assertThat(Invocation.of("db", "seed", "--connection-url", url)
                        .failed("refuses")
                        .err())
                .doesNotContain("wr0ng");

        Invocation.of("db", "schema-load", "--connection-url", database).succeeded();
        Invocation.of("db", "seed", "--connection-url", url.replace("wr0ng", "right"))
                .failed("this user lacks the permission");
    }

    @Test
    void whatElseNeedsTheTableKeepsItFromBeingDropped() {
        String database = TestDatabases.create();
        Invocation.of("db", "schema-load", "--connection-url", database).succeeded();
        Invocation.of("db", "seed", "--connection-url", database).succeeded();
        TestDatabases.execute(database, "create view public.handles as select handle from public.users");
        Invocation.of("db", "drop", "--yes", "--connection-url", database)
                .failed("another object in it depends on the table public.users");
        assertThat(TestDatabases.query(database, "select handle from public.handles"))
                .hasSize(4);
    }

    @Test
    void anotherTableOfTheNameIsSaid() {
        String database = TestDatabases.create();
        TestDatabases.execute(database, "create table public.users (id int)");
        Invocation.of("db", "schema-load", "--connection-url", database).failed("lacks columns that it should have");
    }

    @Test
    void aPoolThatCannotBeReadIsSaidBeforeTheDatabaseIsTouched() throws Exception {
        String database = TestDatabases.create();
        expectPool("http://127.0.0.1:1", "it does not answer; is it running there?", database, "local_any");
        try (CognitoLocal cognito = CognitoLocal.start(Files.createDirectory(directory.resolve("cognito")))) {
            String endpoint = cognito.endpoint().toString();
            expectPool(endpoint, "there is no such table or pool", database, "local_nobodys");
            expectPool(endpoint, "the id of a user pool must have a form such as", database, "nonsense");
        }
        Invocation.of("db", "setup", "--connection-url", database).failed("AWS_COGNITO_USER_POOL_ID is not set");
        assertThat(TestDatabases.query(
                        database, "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    private static void expectPool(String endpoint, String why, String database, String poolId) {
        String[] pool = {"--cognito-endpoint-url", endpoint, "--cognito-user-pool-id", poolId};
        Invocation.of("cognito", "list-users", pool[0], pool[1], pool[2], pool[3])
                .failed(why);
        Invocation.of("db", "setup", "--connection-url", database, pool[0], pool[1], pool[2], pool[3])
                .failed(why);
    }

    @Test
    void credentialsAreMissedByTheirName() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_COGNITO_USER_POOL_ID", "us-east-1_abc");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        // DynamoDB's, and not the pool's.
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        try (ServiceProcess command =
                ServiceProcess.run(directory, ServiceProcess.SERVICE_JAR, environment, "cognito", "list-users")) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("messaging: the user pool us-east-1_abc")
                    .contains("there are no credentials");
            assertThat(command.out()).isEmpty();
        }
    }
}
