package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.Cruddur.Times.WITHOUT_OFFSET;
import static com.cruddur.messaging.embedded.Cruddur.Times.WITH_OFFSET;
import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A live Cruddur is moved over, by the commands of the page that says how, in its order. */
final class MovingIT {
    private static final Instant THEN = Instant.parse("2025-12-31T23:59:59.999998Z");

    @TempDir
    private static Path directory;

    private static LocalDynamoDb dynamoDb;
    private static UserPoolStub pool;
    private static URI endpoint;
    private static DynamoDbClient client;

    private final MovingPage page = new MovingPage();
    private final Map<String, String> environment = new HashMap<>();
    private Cruddur cruddur;
    private User andrew;
    private User bayko;
    private User londo;
    private UUID bothTimes;
    private UUID lostRow;

    MovingIT() throws Exception {}

    @BeforeAll
    static void start() throws Exception {
        int port = LocalStack.freePort();
        endpoint = URI.create("http://127.0.0.1:" + port);
        dynamoDb = LocalDynamoDb.start(directory.resolve("dynamodb"), OptionalInt.of(port));
        client = DynamoDb.patientClient(endpoint, null).build();
        pool = UserPoolStub.start();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        pool.close();
        dynamoDb.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLiveCruddurIsMovedOver(boolean withIndexAndStream) throws Exception {
        fill(withIndexAndStream);

        takeOverTheUsers();
        String loaded = done("ddb schema-load").err();
        assertThat(loaded).contains(withIndexAndStream ? "Switched on: the time to live" : "Switched on: its stream");
        adoptAndMend();
        try (ServiceProcess service = serve()) {
            requireItsFrontEndIsServed(service);
            requireThatItGoesOn(service);
        }
        page.requireEnd();
        run("inbox", "verify").succeeded();
    }

    /** As it is found: what its defects left, times of both its versions, and somebody who signed up under a seeded handle. */
    private void fill(boolean withIndexAndStream) {
        String database = TestDatabases.create();
        String table = "CrdDdb-DynamoDBTable-" + UUID.randomUUID();
        environment.putAll(Map.of(
                "CONNECTION_URL",
                database,
                "DDB_MESSAGE_TABLE",
                table,
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_COGNITO_USER_POOL_ID",
                UserPoolStub.POOL_ID,
                "AWS_COGNITO_USER_POOL_CLIENT_ID",
                UserPoolStub.CLIENT_ID,
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                pool.endpoint()));
        cruddur = new Cruddur(client, table, database);
        cruddur.createUsers();
        cruddur.createTable(withIndexAndStream);
        andrew = cruddur.addUser("Andrew Brown", "andrewbrown", "MOCK");
        bayko = cruddur.addUser("Andrew Bayko", "bayko", "MOCK");
        cruddur.addUser("Londo Mollari", "londo", "MOCK");
        londo = cruddur.addUser("Londo Mollari", "Londo", "sub of Londo");
        List.of(andrew, bayko, londo).forEach(it -> pool.addMember(subject(it), it.handle()));

        bothTimes = cruddur.open(andrew, bayko, WITH_OFFSET, THEN, "old");
        cruddur.post(bothTimes, bayko, andrew, WITH_OFFSET, THEN.plusSeconds(1), "older times");
        cruddur.post(bothTimes, andrew, bayko, WITHOUT_OFFSET, THEN.plusNanos(1_000_002_000L), "on the second");
        cruddur.post(bothTimes, bayko, andrew, WITHOUT_OFFSET, THEN.plusSeconds(3), "newer times");
        cruddur.open(andrew, londo, WITH_OFFSET, THEN, "only with an offset");
        lostRow = cruddur.open(londo, bayko, WITHOUT_OFFSET, THEN.plusSeconds(2), "only without");
        cruddur.dropRow(lostRow, londo);
        cruddur.open(bayko, andrew, WITHOUT_OFFSET, THEN.minusSeconds(60), "a second group of the two");
        cruddur.putMessage("undefined", andrew, "2025-12-31T23:59:59.999999", "to no group");
    }

    private static String subject(User user) {
        return "sub of " + user.handle();
    }

    private void takeOverTheUsers() {
        Invocation refused = runNext("db schema-load").failed("nothing was changed");
        assertThat(refused.out()).containsPattern("handle +londo +2");
        String database = environment.get("CONNECTION_URL");
        List<String> shared = TestDatabases.query(database, page.sql("select"));
        assertThat(shared).hasSize(2).contains(londo.uuid().toString());
        assertThat(done("cognito list-users").out()).containsPattern("Londo +" + subject(londo));
        String seeded = shared.stream()
                .filter(it -> !it.equals(londo.uuid().toString()))
                .findFirst()
                .orElseThrow();
        TestDatabases.execute(database, page.sql("delete").replace("UUID", seeded));
        done("db schema-load");
        assertThat(TestDatabases.query(database, "select bio from public.users"))
                .containsExactly("about", "about", "about");

        assertThat(done("db update-cognito-user-ids --dry-run").err()).contains("Would change: 2, unchanged: 1");
        assertThat(done("db update-cognito-user-ids").err()).contains("Changed: 2, unchanged: 1");
    }

    private void adoptAndMend() {
        Invocation adopted = runNext("ddb adopt");
        assertThat(adopted.code()).as(adopted.err()).isEqualTo(1);
        assertThat(adopted.out().lines()).as(adopted.out()).hasSize(2);
        assertThat(adopted.out()).contains("  duplicate_group  ", "MSG#undefined");
        done("ddb adopt --acknowledge");
        done("inbox rebuild");
        done("inbox verify");
    }

    private ServiceProcess serve() throws Exception {
        String[] arguments = page.command("serve");
        environment.put(
                "MESSAGING_DATA_DIR",
                directory.resolve("data-" + UUID.randomUUID()).toString());
        return ServiceProcess.serve(
                directory, SERVICE_JAR, environment, Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private void requireItsFrontEndIsServed(ServiceProcess service) throws Exception {
        List<JsonNode> groups = list(service.get("/api/message_groups", pool.token(subject(andrew))));
        assertThat(groups)
                .extracting(it ->
                        it.get("handle").asText() + ": " + it.get("message").asText())
                .containsExactly(
                        "bayko: newer times", "Londo: only with an offset", "bayko: a second group of the two");
        assertThat(list(service.get("/api/message_groups", pool.token(subject(londo)))))
                .extracting(it -> it.get("message").asText())
                .containsExactly("only without", "only with an offset");
        List<JsonNode> messages = list(service.get("/api/messages/" + bothTimes, pool.token(subject(bayko))));
        assertThat(messages)
                .extracting(it -> it.get("message").asText())
                .containsExactly("old", "older times", "on the second", "newer times");
        assertThat(messages)
                .extracting(it -> it.get("created_at").asText())
                .allMatch(it -> it.matches("202\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00"));
    }

    private void requireThatItGoesOn(ServiceProcess service) throws Exception {
        String token = pool.token(subject(andrew));
        service.post(token, Json.object("message_group_uuid", bothTimes.toString(), "message", "from here on"));
        HttpResponse<String> first = service.post(token, Json.object("handle", "bayko", "message", "hello again"));
        assertThat(Json.parse(first.body()).get("message_group_uuid").asText()).isEqualTo(bothTimes.toString());
        assertThat(service.texts(pool.token(subject(bayko)), bothTimes.toString()))
                .containsExactly("old", "older times", "on the second", "newer times", "from here on", "hello again");
        service.post(
                pool.token(subject(londo)),
                Json.object("message_group_uuid", lostRow.toString(), "message", "I am back"));
        ServiceProcess.waitUntil(() -> newestOf(service, bayko).equals("I am back"));
    }

    private static String newestOf(ServiceProcess service, User user) {
        try {
            return list(service.get("/api/message_groups", pool.token(subject(user))))
                    .get(0)
                    .get("message")
                    .asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> list(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Json.parse(answer.body()).spliterator(), false)
                .toList();
    }

    private Invocation done(String expected) {
        return runNext(expected).succeeded();
    }

    private Invocation runNext(String expected) {
        return run(page.command(expected));
    }

    /** In this process, whose environment cannot be set: flags say what the page's variables say. */
    private Invocation run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        String command = String.join(" ", arguments);
        if (command.startsWith("ddb ") || command.startsWith("inbox ")) {
            all.addAll(flags("--endpoint-url", "AWS_ENDPOINT_URL", "--table", "DDB_MESSAGE_TABLE"));
        }
        if (command.startsWith("db ") || command.startsWith("ddb adopt")) {
            all.addAll(flags("--connection-url", "CONNECTION_URL"));
        }
        if (command.contains("cognito")) {
            all.addAll(flags(
                    "--cognito-user-pool-id", "AWS_COGNITO_USER_POOL_ID",
                    "--cognito-endpoint-url", "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"));
        }
        return Invocation.of(all.toArray(String[]::new));
    }

    private List<String> flags(String... namesAndVariables) {
        List<String> flags = new ArrayList<>(List.of(namesAndVariables));
        for (int i = 1; i < flags.size(); i += 2) {
            flags.set(i, environment.get(flags.get(i)));
        }
        return flags;
    }
}
