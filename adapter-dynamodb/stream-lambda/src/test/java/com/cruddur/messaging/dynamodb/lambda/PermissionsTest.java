package com.cruddur.messaging.dynamodb.lambda;

import static com.cruddur.messaging.dynamodb.lambda.Template.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The template's policies against the calls that the code makes: not one action too few, not one too many. */
class PermissionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TABLE = "messages-of-a-test";
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final Template template = Template.where();
    private final Calls calls = new Calls();
    private LocalDynamoDb local;
    private DynamoDbClient plain;
    private DynamoDbClient recorded;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        local = new LocalDynamoDb();
        plain = local.client();
        recorded = local.client(calls);
        new TableAdmin(plain, TABLE).create(false);
    }

    @AfterEach
    void stop() {
        recorded.close();
        plain.close();
        local.close();
    }

    @Test
    void theFunctionMayMakeItsCallsAndNoOthers() {
        Conversations conversations = new Conversations(plain, TABLE);
        // Both of Alice's rows want one place, so that one of them is displaced.
        conversations.add(Events.FIRST);
        conversations.add(Events.SECOND);
        StreamHandler handler = new StreamHandler(new DynamoDbStore(recorded, TABLE)::catchUpAll);
        assertThat(handler.handleRequest(Events.batch(), invocation()).getBatchItemFailures())
                .isEmpty();
        assertThat(conversations.standsAtTheNewest(Events.FIRST)).isTrue();
        assertThat(conversations.standsAtTheNewest(Events.SECOND)).isTrue();
        assertThat(conversations.showsItsHorizon(Events.FIRST)).isTrue();
        assertThat(conversations.showsItsHorizon(Events.SECOND)).isTrue();
        assertThat(actions("FunctionPolicy", "MoveRows")).isEqualTo(calls.actions());
    }

    @Test
    void theServiceMayMakeItsCallsAndNoOthers() throws Exception {
        useEveryCase();
        assertThat(actions("ServicePolicy", "ReadAndWriteMessages")).isEqualTo(calls.actions());
    }

    @Test
    void theReaderOfTheStreamMayReadIt() throws Exception {
        Conversations conversations = new Conversations(plain, TABLE);
        conversations.add(Events.FIRST);
        try (DynamoDbStreamsClient streams = local.streams(calls)) {
            StreamReader reader = StreamReader.start(
                    streams,
                    TABLE,
                    new DynamoDbStore(plain, TABLE)::catchUpAll,
                    directory.resolve("checkpoint"),
                    Duration.ofMillis(10));
            try {
                awaitNewest(conversations);
            } finally {
                reader.close();
            }
        }
        assertThat(actions("ServicePolicy", "ReadStream")).isEqualTo(calls.actions());
        // Lambda asks for the same four of a function's role.
        assertThat(actions("FunctionPolicy", "ReadStream")).isEqualTo(calls.actions());
    }

    @Test
    void everyStatementNamesItsResourceAndNoActionIsAPattern() {
        for (String policy : List.of("FunctionPolicy", "ServicePolicy")) {
            for (Map<String, Object> statement : template.statements(policy).values()) {
                assertThat(statement).containsEntry("Effect", "Allow");
                assertThat(statement.get("Resource"))
                        .isIn(
                                Map.of("!GetAtt", "Table.Arn"),
                                Map.of("!Sub", "${Table.Arn}/stream/*"),
                                Map.of("!GetAtt", "GivenUp.Arn"),
                                Map.of("!GetAtt", "FunctionLogs.Arn"));
                assertThat(list(statement.get("Action")))
                        .allSatisfy(it -> assertThat((String) it).matches("[a-z0-9]+:[A-Za-z]+"));
            }
        }
        assertThat(template.statements("FunctionPolicy"))
                .containsOnlyKeys("MoveRows", "ReadStream", "ReportWhatWasGivenUp", "WriteLogs");
        assertThat(Template.where("HasVpc").statements("FunctionPolicy")).containsKey("JoinVpc");
    }

    /** As {@code serve} does: it looks for the table, and then answers requests. */
    private void useEveryCase() {
        assertThat(new TableAdmin(recorded, TABLE).exists()).isTrue();
        InMemoryUsers users = new InMemoryUsers();
        List<User> people = List.of(user("alice"), user("bob"));
        people.forEach(it -> users.put(it, it.handle()));
        try (DynamoDbStore store = new DynamoDbStore(recorded, TABLE)) {
            Messaging messaging = Messaging.builder(users, store).build();
            MessageText text = new MessageText("hello");
            UUID group = messaging.as("alice").postTo("bob", text).message().group();
            Message newest = messaging.as("bob").post(group, text).message();
            messaging.as("alice").markRead(group, newest.createdAt());
            messaging.as("alice").messageGroup(group);
            messaging.as("alice").messagesAfter(group, NOW, 1);
            store.inbox().catchUp(group);
            messaging.as("alice").messages(group);
            messaging.as("alice").messageGroups();
            postTwice(store, people);
        }
    }

    /** As after a lost answer: the second attempt finds the message that the first one stored, by its key. */
    private static void postTwice(DynamoDbStore store, List<User> people) {
        User carol = user("carol");
        Idempotency key = new Idempotency(new IdempotencyKey("try-1"), "a fingerprint");
        NewMessage message = new NewMessage(UUID.randomUUID(), people.get(0), new MessageText("hello"), NOW, key);
        assertThat(store.messages().appendTo(carol, UUID.randomUUID(), message).message())
                .isEqualTo(store.messages()
                        .appendTo(carol, UUID.randomUUID(), message)
                        .message());
    }

    private static void awaitNewest(Conversations conversations) {
        await().atMost(PATIENCE).until(() -> conversations.standsAtTheNewest(Events.FIRST));
    }

    private Set<String> actions(String policy, String statement) {
        Set<String> actions = new TreeSet<>();
        list(template.statements(policy).get(statement).get("Action")).forEach(it -> actions.add((String) it));
        return actions;
    }

    private static User user(String handle) {
        return new User(UUID.randomUUID(), "Somebody", handle);
    }

    private static Context invocation() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (it, method, no) -> method.getName().equals("getAwsRequestId") ? "a-request" : null);
    }
}
