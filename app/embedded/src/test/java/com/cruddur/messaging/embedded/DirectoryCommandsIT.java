package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.cognito.CognitoLocal;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code db} and {@code cognito} on a directory of its own for each test, and one pool for all. */
final class DirectoryCommandsIT {
    private static final String USERS =
            "select concat_ws('/', handle, display_name, email, cognito_user_id) from public.users order by handle collate \"C\"";

    @TempDir
    private static Path directory;

    private static CognitoLocal cognito;
    private static String londo;
    private static String twins;

    private String database;

    @BeforeAll
    static void start() throws Exception {
        cognito = CognitoLocal.start(Files.createDirectory(directory.resolve("cognito")));
        londo = createUser("preferred_username", "LONDO", "name", "Londo M.", "email", "londo@example.com");
        twins = createUser("preferred_username", "twin");
        createUser("preferred_username", "Twin");
        createUser("preferred_username", "gkar\u001b[2J", "name", "G'Kar", "email", "gkar@example.com");
        createUser("preferred_username", "lennier");
        createUser("name", "Nobody");
    }

    @AfterAll
    static void stop() throws Exception {
        cognito.close();
    }

    @BeforeEach
    void createDatabase() {
        database = TestDatabases.create();
    }

    private static String createUser(String... attributes) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return cognito.createUser(UUID.randomUUID().toString(), all);
    }

    private Invocation db(String... arguments) {
        return Invocation.of(withDatabase(arguments));
    }

    private String[] withDatabase(String... arguments) {
        return Stream.of(Stream.of("db"), Stream.of(arguments), Stream.of("--connection-url", database))
                .flatMap(it -> it)
                .toArray(String[]::new);
    }

    private Invocation dbAndPool(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(pool());
        return db(all.toArray(String[]::new));
    }

    private static List<String> pool() {
        return List.of(
                "--cognito-user-pool-id",
                cognito.poolId(),
                "--cognito-endpoint-url",
                cognito.endpoint().toString());
    }

    private List<String> users() {
        return TestDatabases.query(database, USERS);
    }

    @Test
    void aDirectoryIsLoadedSeededAndDropped() {
        assertThat(db("schema-load").succeeded().err()).contains("Loaded the schema.");
        assertThat(db("schema-load").succeeded().err()).contains("was loaded already");
        assertThat(db("seed").succeeded().err()).contains("4 of 4");
        assertThat(db("seed").succeeded().err()).contains("0 of 4; the others were there");
        assertThat(users()).hasSize(4).contains("londo/Londo Mollari/lmollari@centari.com/MOCK");

        Invocation.typing("no\n", withDatabase("drop")).failed("nothing was done");
        assertThat(users()).hasSize(4);
        assertThat(Invocation.typing("yes\n", withDatabase("drop")).succeeded().err())
                .contains("with all users. Type yes");
        db("drop", "--yes").failed("has no table public.users");
        db("seed").failed("load its schema first with messaging db schema-load");
    }

    @Test
    void onTheReferencesTableTheSeedIsAddedOnceAndTheIndexesAreMade() {
        TestDatabases.execute(database, TestDatabases.REFERENCE_TABLE);
        assertThat(db("seed").succeeded().err()).contains("4 of 4");
        assertThat(db("seed").succeeded().err()).contains("0 of 4; the others were there");
        assertThat(users()).hasSize(4);
        assertThat(db("schema-load").succeeded().err())
                .contains("Created the missing indexes: users_handle_key, users_cognito_user_id_key.");
    }

    @Test
    void aTableThatWasRecreatedIsLoadedAgain() {
        db("schema-load").succeeded();
        TestDatabases.execute(database, "drop table public.users");
        TestDatabases.execute(database, TestDatabases.REFERENCE_TABLE);
        assertThat(db("schema-load").succeeded().err())
                .contains("Loaded the schema.")
                .contains("Created the missing indexes: users_handle_key, users_cognito_user_id_key.");
        assertThat(db("schema-load").succeeded().err())
                .contains("was loaded already")
                .doesNotContain("Created");
    }

    @Test
    void setupDoesAllOfIt() {
        Invocation first = dbAndPool("setup").failed("some users share a handle or a sub");
        assertThat(first.err()).contains("Loaded the schema.", "4 of 4", "Changed: 1,", "without a preferred_username");
        assertThat(users()).hasSize(4).contains("londo/Londo Mollari/lmollari@centari.com/" + londo);
        assertThat(dbAndPool("setup").err()).contains("loaded already", "0 of 4", "Changed: 0, unchanged: 1,");
    }

    @Test
    void aDryRunSaysWhatAnUpdateDoes() {
        db("schema-load").succeeded();
        db("seed").succeeded();
        add("twin");
        List<String> before = users();

        Invocation planned = dbAndPool("update-cognito-user-ids", "--dry-run", "--json");
        assertThat(users()).isEqualTo(before);
        Invocation done = dbAndPool("update-cognito-user-ids", "--json").failed("their match is ambiguous");
        assertThat(done.out()).isEqualTo(planned.out());
        assertThat(done.out()
                        .lines()
                        .map(Json::parse)
                        .map(it -> it.get("outcome").asText() + " "
                                + it.get("handle").asText()))
                .containsExactlyInAnyOrder(
                        "changed londo",
                        "in the pool alone gkar\u001b[2J",
                        "in the pool alone lennier",
                        "in the directory alone altbrown",
                        "in the directory alone andrewbrown",
                        "in the directory alone bayko",
                        "undecided twin");
        assertThat(users())
                .contains("londo/Londo Mollari/lmollari@centari.com/" + londo, "twin/Twin/x@example.com/MOCK");
    }

    private void add(String handle) {
        TestDatabases.execute(
                database,
                "insert into public.users (handle, display_name, email, cognito_user_id) values ('" + handle
                        + "', initcap('" + handle + "'), 'x@example.com', 'MOCK')");
    }

    @Test
    void aTableWithDuplicatesIsReportedAndLeft() {
        TestDatabases.execute(database, TestDatabases.REFERENCE_TABLE);
        List.of("bayko", "Bayko", "londo").forEach(this::add);
        Invocation refused = db("schema-load").failed("nothing was changed");
        assertThat(refused.out().lines()).containsExactly("column  value  rows", "handle  bayko  2");
        assertThat(users()).hasSize(3);

        TestDatabases.execute(database, "delete from public.users where handle = 'Bayko'");
        db("schema-load").succeeded();
        assertThat(users()).containsExactly("bayko/Bayko/x@example.com/MOCK", "londo/Londo/x@example.com/MOCK");
    }

    @Test
    void aUserOfThePoolIsAdded() {
        db("schema-load").succeeded();
        JsonNode added = dbAndPool("add-user", "londo", "--json").json().get(0);
        assertThat(added.get("cognito_user_id").asText()).isEqualTo(londo);
        assertThat(users()).containsExactly("LONDO/Londo M./londo@example.com/" + londo);

        dbAndPool("add-user", "londo").failed("has a user with the handle londo already");
        TestDatabases.execute(database, "update public.users set handle = 'mollari'");
        dbAndPool("add-user", "londo").failed("is in the directory already, under another handle");
        dbAndPool("add-user", "nobody").failed("the pool has no user with the preferred_username nobody");
        dbAndPool("add-user", "twin").failed("the pool has 2 users with the preferred_username twin");
        dbAndPool("add-user", "lennier").failed("give one with --display-name");
        dbAndPool("add-user", "lennier", "--display-name", "Lennier").failed("give one with --email");
        assertThat(users()).hasSize(1);
        dbAndPool("add-user", "lennier", "--display-name", "Lennier", "--email", "l@example.com")
                .succeeded();
        assertThat(users()).hasSize(2).anyMatch(it -> it.startsWith("lennier/Lennier/l@example.com/"));
    }

    @Test
    void thePoolsUsersAreListed() {
        List<String> arguments = new ArrayList<>(List.of("cognito", "list-users"));
        arguments.addAll(pool());
        Invocation table = Invocation.of(arguments.toArray(String[]::new)).succeeded();
        assertThat(table.out().lines().findFirst().orElseThrow())
                .startsWith("handle")
                .endsWith("email");
        assertThat(table.out().lines()).hasSize(7).anyMatch(it -> it.startsWith("LONDO") && it.contains(londo));
        assertThat(table.out()).contains("gkar\\u001b[2J").doesNotContain("\u001b");
        assertThat(table.err()).contains("without a preferred_username, and so without a handle here: 1", "Users: 6");

        arguments.add("--json");
        assertThat(Invocation.of(arguments.toArray(String[]::new)).json())
                .hasSize(6)
                .anySatisfy(it -> {
                    assertThat(it.get("handle").asText()).isEqualTo("twin");
                    assertThat(it.get("sub").asText()).isEqualTo(twins);
                });
    }
}
