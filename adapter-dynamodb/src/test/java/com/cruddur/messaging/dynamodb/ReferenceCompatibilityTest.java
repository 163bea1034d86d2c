package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.NewMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The reference's readers on our items, and we on its. */
class ReferenceCompatibilityTest {
    /** The texts that {@code %Y-%m-%dT%H:%M:%S.%f%z} parses: {@code %f} takes one to six digits, {@code %z} needs an offset. */
    private static final DateTimeFormatter STRPTIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.[SSSSSS][SSSSS][SSSS][SSS][SS][S]XXX");

    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTableWithStream();
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, table);
    private final DynamoDbMessages messages = new DynamoDbMessages(client, table);
    private final User alice = new User(UUID.randomUUID(), "Alice A", "alice");
    private final User bob = new User(UUID.randomUUID(), "Bob B", "bob");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void itsReaderOfGroupsReadsOurs() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30Z"));
        List<Map<String, AttributeValue>> rows = itsQuery("GRP#" + bob.uuid(), "2026");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("message_group_uuid", string(group.uuid()))
                    .containsEntry("message", string("hello"))
                    .containsEntry("user_uuid", string(alice.uuid()))
                    .containsEntry("user_display_name", string("Alice A"))
                    .containsEntry("user_handle", string("alice"));
            assertThat(OffsetDateTime.parse(row.get("sk").s(), STRPTIME).toInstant())
                    .isEqualTo("2026-03-01T10:15:30Z");
        });
    }

    @Test
    void itsReaderOfMessagesReadsOurs() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30.000001Z"));
        Message reply = messages.append(group, draft(bob, "hi", "2026-03-01T10:15:31Z"));
        List<Map<String, AttributeValue>> newestFirst = itsQuery("MSG#" + group.uuid(), "2026");
        assertThat(newestFirst).hasSize(2);
        assertThat(newestFirst.get(0))
                .containsEntry("message_uuid", string(reply.uuid()))
                .containsEntry("message", string("hi"))
                .containsEntry("user_uuid", string(bob.uuid()))
                .containsEntry("user_display_name", string("Bob B"))
                .containsEntry("user_handle", string("bob"));
        assertThat(newestFirst)
                .extracting(
                        it -> OffsetDateTime.parse(it.get("sk").s(), STRPTIME).toInstant())
                .containsExactly(Instant.parse("2026-03-01T10:15:31Z"), Instant.parse("2026-03-01T10:15:30.000001Z"));
    }

    @Test
    void itsReaderOfGroupsHasThemNewestFirstOnceTheStreamHasDrained(@TempDir Path directory) throws Exception {
        List<MessageGroup> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MessageGroup with = MessageGroup.of(UUID.randomUUID(), alice.uuid(), UUID.randomUUID());
            User other = new User(with.other(alice.uuid()), "Other", "h" + i);
            groups.open(with, other, draft(alice, "first", "2026-03-01T10:15:3" + i + "Z"));
            opened.add(with);
        }
        int seconds = 0;
        for (int i : List.of(3, 0, 4, 0, 2)) {
            messages.append(opened.get(i), draft(alice, "to " + i, "2026-03-01T11:00:0" + seconds++ + "Z"));
        }
        drain(directory, opened);
        assertThat(itsQuery("GRP#" + alice.uuid(), "2026"))
                .extracting(it -> it.get("message").s())
                .containsExactly("to 2", "to 0", "to 4", "to 3", "first");
    }

    private void drain(Path directory, List<MessageGroup> behind) {
        try (DynamoDbStreamsClient streams = LocalDynamoDb.streams()) {
            Inboxes inboxes = new Inboxes(groups.inboxRows());
            StreamReader reader = StreamReader.start(
                    streams, table, inboxes::refreshAll, directory.resolve("stream"), Duration.ofMillis(20));
            try {
                await().atMost(LocalDynamoDb.PATIENCE)
                        .until(() -> behind.stream()
                                .noneMatch(it -> groups.inboxRows()
                                        .rows(it.uuid())
                                        .orElseThrow()
                                        .areBehind()));
            } finally {
                reader.close();
            }
        }
    }

    @Test
    void everyAttributeOfItsItemsIsAString() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30Z"));
        messages.append(group, draft(alice, "again", "2026-03-01T10:15:31Z"));
        groups.marks().mark(group.uuid(), bob.uuid(), Instant.parse("2026-03-01T10:15:31Z"));
        new Inboxes(groups.inboxRows()).refresh(group.uuid());
        for (String partition : List.of("GRP#" + alice.uuid(), "GRP#" + bob.uuid(), "MSG#" + group.uuid())) {
            assertThat(itsQuery(partition, "2026"))
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item.values())
                            .extracting(AttributeValue::s)
                            .doesNotContainNull());
        }
    }

    @Test
    void weReadItsGroupsInTheOrderOfTheirTimes() {
        UUID older = UUID.randomUUID();
        UUID newer = UUID.randomUUID();
        putRow(older, "2025-12-31T23:59:59.999999+00:00", "old");
        putRow(newer, "2026-01-01T09:00:00+09:00", "new");
        assertThat(groups.inboxRows().inbox(bob.uuid(), Optional.empty(), 20).items())
                .containsExactly(
                        new InboxEntry(newer, alice, "new", Instant.parse("2026-01-01T00:00:00Z"), null, 0, null),
                        new InboxEntry(
                                older, alice, "old", Instant.parse("2025-12-31T23:59:59.999999Z"), null, 0, null));
    }

    @Test
    void weReadItsMessages() {
        UUID uuid = UUID.randomUUID();
        putMessage(uuid, "2026-03-01T10:15:30.123456+00:00", "from there");
        assertThat(messages.newestFirst(group.uuid(), Optional.empty(), 20).items())
                .containsExactly(new Message(
                        uuid, group.uuid(), alice, "from there", Instant.parse("2026-03-01T10:15:30.123456Z")));
    }

    @Test
    void aMessageThatItPutAtOurTimeKeepsItsPlace() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30Z"));
        putMessage(UUID.randomUUID(), "2026-03-01T10:15:31.000000+00:00", "from there");
        Message ours = messages.append(group, draft(bob, "hi", "2026-03-01T10:15:31Z"));
        assertThat(ours.createdAt()).isEqualTo("2026-03-01T10:15:31.000001Z");
        assertThat(messages.newestFirst(group.uuid(), Optional.empty(), 20).items())
                .extracting(Message::text)
                .containsExactly("hi", "from there", "hello");
    }

    @Test
    void aMessageComesAfterOneOfAnotherOffset() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30Z"));
        String face = "2026-03-01T19:15:31.000000+09:00";
        putMessage(UUID.randomUUID(), face, "from there");
        client.updateItem(update -> update.tableName(table)
                .key(Keys.head(group.uuid()))
                .updateExpression("SET message_created_at = :face")
                .expressionAttributeValues(Map.of(":face", string(face))));
        Message ours = messages.append(group, draft(bob, "hi", "2026-03-01T10:15:32Z"));
        assertThat(TimeText.of(ours.createdAt())).isGreaterThan(face);
        assertThat(messages.newestFirst(group.uuid(), Optional.empty(), 20).items())
                .extracting(Message::text)
                .containsExactly("hi", "from there", "hello");
    }

    @Test
    void attributesOfOtherProgramsMoveAlong() {
        groups.open(group, bob, draft(alice, "hello", "2026-03-01T10:15:30Z"));
        client.updateItem(update -> update.tableName(table)
                .key(Keys.row(bob.uuid(), "2026-03-01T10:15:30.000000+00:00"))
                .updateExpression("SET muted = :yes, unread = :three")
                .expressionAttributeValues(Map.of(":yes", string("yes"), ":three", AttributeValue.fromN("3"))));
        messages.append(group, draft(alice, "are you there?", "2026-03-01T10:15:31Z"));
        assertThat(groups.inboxRows().move(groups.inboxRows().rows(group.uuid()).orElseThrow()))
                .isTrue();
        assertThat(itsQuery("GRP#" + bob.uuid(), "2026"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("sk", string("2026-03-01T10:15:31.000000+00:00"))
                        .containsEntry("message", string("are you there?"))
                        .containsEntry("muted", string("yes"))
                        .containsEntry("unread", AttributeValue.fromN("3")));
        assertThat(itsQuery("GRP#" + alice.uuid(), "2026"))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContainKeys("muted", "unread"));
    }

    private List<Map<String, AttributeValue>> itsQuery(String pk, String year) {
        return client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :year)")
                        .expressionAttributeValues(Map.of(":pk", string(pk), ":year", string(year)))
                        .scanIndexForward(false)
                        .limit(20))
                .items();
    }

    private void putRow(UUID ofGroup, String time, String preview) {
        put(Map.of(
                "pk", string("GRP#" + bob.uuid()),
                "sk", string(time),
                "message_group_uuid", string(ofGroup),
                "message", string(preview)));
    }

    private void putMessage(UUID uuid, String time, String text) {
        put(Map.of(
                "pk", string("MSG#" + group.uuid()),
                "sk", string(time),
                "message_uuid", string(uuid),
                "message", string(text)));
    }

    private void put(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("user_uuid", string(alice.uuid()));
        item.put("user_display_name", string(alice.displayName()));
        item.put("user_handle", string(alice.handle()));
        client.putItem(put -> put.tableName(table).item(item));
    }

    private static AttributeValue string(Object value) {
        return AttributeValue.fromS(value.toString());
    }

    private static NewMessage draft(User sender, String text, String now) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), Instant.parse(now));
    }
}
