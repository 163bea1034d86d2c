package com.cruddur.messaging.dynamodb.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.LocalDynamoDb;
import com.cruddur.messaging.port.StorageException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An operator sees items that others wrote by hand. */
final class TableQueriesTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final TableQueries contents = new TableQueries(client, table);
    private final UUID group = UUID.randomUUID();
    private final User alice = new User(UUID.randomUUID(), "Alice A", "alice");
    private final User bob = new User(UUID.randomUUID(), "Bob B", "bob");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everyTypeIsReadAsItIs() {
        String digits = "1234567890.1234567890123456789012345678";
        byte[] bytes = {0, -1, 27};
        put(Map.ofEntries(
                Map.entry("pk", string("SOME#thing")),
                Map.entry("sk", string("1")),
                Map.entry("number", AttributeValue.fromN(digits)),
                Map.entry("flag", AttributeValue.fromBool(false)),
                Map.entry("nothing", AttributeValue.fromNul(true)),
                Map.entry("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
                Map.entry("empty", string("")),
                Map.entry("numbers", AttributeValue.fromNs(List.of("7"))),
                Map.entry("names", AttributeValue.fromSs(List.of("only"))),
                Map.entry("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(bytes)))),
                Map.entry("list", AttributeValue.fromL(List.of(string("a"), AttributeValue.fromNul(true)))),
                Map.entry("map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromN("1"))))));

        Map<String, Object> item = scan().get(0);
        assertThat(item.keySet())
                .containsExactly(
                        "pk", "sk", "blobs", "bytes", "empty", "flag", "list", "map", "names", "nothing", "number",
                        "numbers");
        assertThat(item)
                .containsEntry("pk", "SOME#thing")
                .containsEntry("number", new BigDecimal(digits))
                .containsEntry("flag", false)
                .containsEntry("nothing", null)
                .containsEntry("bytes", bytes)
                .containsEntry("empty", "")
                .containsEntry("numbers", List.of(new BigDecimal("7")))
                .containsEntry("names", List.of("only"))
                .containsEntry("list", Arrays.asList("a", null))
                .containsEntry("map", Map.of("inner", new BigDecimal("1")));
        assertThat((List<?>) item.get("blobs")).singleElement().isEqualTo(bytes);
    }

    @Test
    void aScanGoesOverEveryPage() {
        String large = "x".repeat(300_000);
        for (int i = 0; i < 12; i++) {
            put(Map.of("pk", string("MSG#" + i), "sk", string("time"), "message", string(large)));
        }

        assertThat(scan()).extracting(it -> it.get("pk")).hasSize(12).doesNotHaveDuplicates();
        assertThat(contents.approximateCount()).isEqualTo(12);
    }

    @Test
    void theNewestMessagesOfTheReferenceAreReadWithTheirCost() {
        putMessage("2025-12-31T23:59:59.999999+00:00", "old");
        putMessage("2026-01-01T09:00:00+09:00", "new");
        QueryResult<Message> two = contents.newestMessages(group, 2);
        QueryResult<Message> one = contents.newestMessages(group, 1);

        assertThat(two.items()).extracting(Message::text).containsExactly("new", "old");
        assertThat(two.items())
                .extracting(Message::createdAt)
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2025-12-31T23:59:59.999999Z"));
        assertThat(two.readUnits()).isEqualTo(1);
        assertThat(one.items()).extracting(Message::text).containsExactly("new");
    }

    @Test
    void theGroupRowsOfTheReferenceAreReadWithTheirCost() {
        put(new HashMap<>(Map.of(
                "pk", string("GRP#" + bob.uuid()),
                "sk", string("2026-03-01T10:15:30.123456-05:00"),
                "message_group_uuid", string(group),
                "message", string("hello"),
                "user_uuid", string(alice.uuid()),
                "user_display_name", string(alice.displayName()),
                "user_handle", string(alice.handle()))));
        QueryResult<InboxEntry> groups = contents.newestGroups(bob.uuid(), 20);

        assertThat(groups.items())
                .containsExactly(new InboxEntry(
                        group, alice, "hello", Instant.parse("2026-03-01T15:15:30.123456Z"), null, 0, null));
        assertThat(groups.readUnits()).isEqualTo(1);
        assertThat(contents.newestGroups(alice.uuid(), 20).items()).isEmpty();
    }

    @Test
    void aTableThatIsNotThereIsAStorageFailure() {
        TableQueries nothing = new TableQueries(client, "messages-" + UUID.randomUUID());
        assertThatThrownBy(() -> nothing.scan(item -> {})).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> nothing.newestMessages(group, 20)).isInstanceOf(StorageException.class);
        assertThatThrownBy(nothing::approximateCount).isInstanceOf(StorageException.class);
    }

    private List<Map<String, Object>> scan() {
        List<Map<String, Object>> items = new ArrayList<>();
        contents.scan(items::add);
        return items;
    }

    private void putMessage(String time, String text) {
        put(Map.of(
                "pk", string("MSG#" + group),
                "sk", string(time),
                "message_uuid", string(UUID.randomUUID()),
                "message", string(text),
                "user_uuid", string(alice.uuid()),
                "user_display_name", string(alice.displayName()),
                "user_handle", string(alice.handle())));
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(table).item(item));
    }

    private static AttributeValue string(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
