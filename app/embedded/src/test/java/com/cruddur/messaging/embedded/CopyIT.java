package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.store.MessagesSchema;
import com.cruddur.messaging.postgres.store.PostgresStore;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code messaging.jar copy} between a DynamoDB Local and a PostgreSQL. */
final class CopyIT {
    private static final int PEOPLE = 30;
    private static final String SAME = "are the same in both stores; 0 groups differ.";

    @TempDir
    private static Path directory;

    private static String endpoint;
    private static LocalDynamoDb dynamoDb;
    private static LocalPostgres postgres;
    private static HikariDataSource pool;

    private final List<User> people = IntStream.range(0, PEOPLE)
            .mapToObj(i -> new User(UUID.randomUUID(), "Person " + i, "person" + i))
            .toList();
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String table = "messages-" + id;
    private final String schema = "m" + id;

    @BeforeAll
    static void start() throws Exception {
        int port = LocalStack.freePort();
        endpoint = "http://127.0.0.1:" + port;
        dynamoDb = LocalDynamoDb.start(directory.resolve("dynamodb"), OptionalInt.of(port));
        postgres =
                LocalPostgres.start(directory.resolve("postgres"), PostgresPrograms.directory(), OptionalInt.empty());
        pool = ConnectionUrl.parse(postgres.connectionUrl()).open();
    }

    @AfterAll
    static void stop() throws Exception {
        pool.close();
        postgres.close();
        dynamoDb.stop();
    }

    /** A directory in which a user's subject is the handle. */
    private record People(List<User> all) implements Users {
        @Override
        public Optional<User> bySubject(String subject) {
            return byHandle(subject);
        }

        @Override
        public Optional<User> byHandle(String handle) {
            return all.stream().filter(it -> it.handle().equals(handle)).findFirst();
        }

        @Override
        public Optional<User> byUuid(UUID uuid) {
            return all.stream().filter(it -> it.uuid().equals(uuid)).findFirst();
        }
    }

    CopyIT() {
        new TableAdmin(dynamoDb.client(), table).create(false);
    }

    private DynamoDbStore inTable(String name) {
        return new DynamoDbStore(dynamoDb.client(), name);
    }

    private MessageStore inSchema() {
        return new PostgresStore(pool, schema);
    }

    private Messaging on(MessageStore store) {
        return Messaging.builder(new People(people), store).build();
    }

    /** The first person talks to each of the others, and has read the first answers. */
    private void talk(MessageStore store) {
        Messaging messaging = on(store);
        for (User other : people.subList(1, PEOPLE)) {
            messaging.as("person0").postTo(other.handle(), new MessageText("hello " + other.handle()));
            Message back = messaging
                    .as(other.handle())
                    .postTo("person0", new MessageText("\uD83E\uDD84 back"))
                    .message();
            if (people.indexOf(other) < PEOPLE / 2) {
                messaging.as("person0").markRead(back.group(), back.createdAt());
            }
        }
    }

    private List<List<Message>> talkIn(MessageStore store) {
        Messaging messaging = on(store);
        return people.subList(1, PEOPLE).stream()
                .map(other -> store.groups()
                        .findByMembers(people.get(0).uuid(), other.uuid())
                        .orElseThrow())
                .map(group -> messaging.as("person0").messages(group.uuid()).items())
                .toList();
    }

    private List<Object> inboxIn(MessageStore store) {
        return new ArrayList<>(
                store.inbox().newestFirst(people.get(0).uuid(), null, 1_000).items());
    }

    private String[] copy(String from, String to, String toOrFromTable) {
        return new String[] {
            "copy",
            "--from",
            from,
            "--to",
            to,
            "--table",
            toOrFromTable,
            "--schema",
            schema,
            "--endpoint-url",
            endpoint,
            "--connection-url",
            postgres.connectionUrl()
        };
    }

    private Invocation run(String... arguments) {
        return Invocation.of(arguments);
    }

    @Test
    void aStoreIsCopiedThereAndBackAndNothingIsLost() {
        IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());
        MessageText text = new MessageText("once");
        Message once;
        try (DynamoDbStore source = inTable(table)) {
            talk(source);
            once = on(source).as("person1").postTo("person0", text, key).message();
            source.inbox().catchUp(once.group());
        }
        assertThat(run(copy("dynamodb", "postgres", table)).succeeded().err())
                .contains("29 groups with 59 messages, and 1 idempotency keys, " + SAME);
        String back = table + "-back";
        new TableAdmin(dynamoDb.client(), back).create(false);
        assertThat(run(copy("postgres", "dynamodb", back)).succeeded().err())
                .contains("29 groups with 59 messages, and 1 idempotency keys, " + SAME);
        run("inbox", "verify", "--table", back, "--endpoint-url", endpoint).succeeded();
        try (DynamoDbStore source = inTable(table);
                MessageStore rows = inSchema();
                DynamoDbStore copied = inTable(back)) {
            for (MessageStore target : List.of(rows, copied)) {
                assertThat(talkIn(target)).isEqualTo(talkIn(source));
                assertThat(inboxIn(target)).containsExactlyInAnyOrderElementsOf(inboxIn(source));
                assertThat(on(target).as("person1").postTo("person0", text, key).message())
                        .describedAs("a retry after the move")
                        .isEqualTo(once);
            }
        }
    }

    /** As adoption leaves them: the pair item names the one with the newest message. */
    @Test
    void allGroupsOfAPairAreKeptAndFirstContactsGoToTheSameOne() {
        UUID extra = UUID.randomUUID();
        UUID main = UUID.randomUUID();
        put(extra, "2023-03-01T10:15:30.000001+00:00");
        put(main, "2023-03-01T10:15:31.000001+00:00");
        assertThat(run("ddb", "adopt", "--acknowledge", "--table", table, "--endpoint-url", endpoint)
                        .err())
                .contains("adopted 2 groups");
        run(copy("dynamodb", "postgres", table)).succeeded();
        try (MessageStore target = inSchema()) {
            assertThat(inboxIn(target)).hasSize(2);
            assertThat(target.groups()
                            .findByMembers(people.get(0).uuid(), people.get(1).uuid())
                            .orElseThrow()
                            .uuid())
                    .isEqualTo(main);
        }
    }

    private void put(UUID group, String time) {
        put(
                "MSG#" + group,
                people.get(0),
                time,
                Map.of("message_uuid", UUID.randomUUID().toString()));
        put("GRP#" + people.get(0).uuid(), people.get(1), time, Map.of("message_group_uuid", group.toString()));
        put("GRP#" + people.get(1).uuid(), people.get(0), time, Map.of("message_group_uuid", group.toString()));
    }

    private void put(String pk, User user, String time, Map<String, String> more) {
        Map<String, AttributeValue> item = new HashMap<>();
        more.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS(time));
        item.put("message", AttributeValue.fromS("long ago"));
        item.put("user_uuid", AttributeValue.fromS(user.uuid().toString()));
        item.put("user_handle", AttributeValue.fromS(user.handle()));
        item.put("user_display_name", AttributeValue.fromS(user.displayName()));
        dynamoDb.client().putItem(put -> put.tableName(table).item(item));
    }

    @Test
    void aCopyThatWasKilledIsFinishedByTheNextOne() throws Exception {
        try (MessageStore source = new PostgresStore(loaded(), schema)) {
            talk(source);
            try (ServiceProcess command =
                    ServiceProcess.run(directory, SERVICE_JAR, Map.of(), copy("postgres", "dynamodb", table))) {
                ServiceProcess.waitUntil(() -> items() > 0);
                command.kill();
            }
            run(copy("postgres", "dynamodb", table)).succeeded();
            run("inbox", "verify", "--table", table, "--endpoint-url", endpoint).succeeded();
            try (DynamoDbStore target = inTable(table)) {
                assertThat(talkIn(target)).isEqualTo(talkIn(source));
            }
        }
    }

    private HikariDataSource loaded() {
        new MessagesSchema(pool, schema).load();
        return pool;
    }

    private int items() {
        return dynamoDb.client().scan(scan -> scan.tableName(table)).count();
    }

    @Test
    void aGroupThatDiffersIsNamedAndTheExitIsOne() {
        try (DynamoDbStore source = inTable(table)) {
            talk(source);
        }
        run(copy("dynamodb", "postgres", table)).succeeded();
        Message newer;
        try (MessageStore target = inSchema()) {
            newer = on(target)
                    .as("person1")
                    .postTo("person0", new MessageText("newer"))
                    .message();
        }
        Invocation again = run(Stream.concat(Stream.of(copy("dynamodb", "postgres", table)), Stream.of("--json"))
                .toArray(String[]::new));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out().strip())
                .isEqualTo("{\"group\":\"" + newer.group() + "\",\"reason\":\"the target has newer messages\"}");
        assertThat(again.err()).contains("28 groups with 56 messages", "1 groups differ");
    }

    @Test
    void aTableThatIsNotWholeIsNotCopied() {
        put(UUID.randomUUID(), "2023-03-01T10:15:30.000001+00:00");
        run(copy("dynamodb", "postgres", table)).failed("nothing was copied");
    }

    @Test
    void badInputIsOneLine() {
        assertThat(run(copy("postgres", "postgres", table)).code()).isEqualTo(2);
        assertThat(run("copy", "--from", "dynamodb").code()).isEqualTo(2);
        assertThat(run("copy", "--from", "mysql", "--to", "dynamodb").code()).isEqualTo(2);
        run(copy("dynamodb", "postgres", "no-such-table")).failed("no-such-table");
        run(copy("postgres", "dynamodb", table)).failed("the schema " + schema + " lacks tables");
    }
}
