package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.admin.QueryResult;
import com.cruddur.messaging.dynamodb.admin.TableQueries;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of a list may hold anything: the others are shown, and the list goes on after it. */
final class UnreadableListTest {
    private static final String BEFORE = "2026-03-01T10:15:30.000001+00:00";
    private static final String BAD = "2026-03-01T10:15:30.000002+00:00";
    private static final String AFTER = "2026-03-01T10:15:30.000003+00:00";
    private static final AttributeValue MISSING = null;

    private static final DynamoDbClient PLAIN = LocalDynamoDb.client();
    private static final String TABLE = LocalDynamoDb.newTable(false);

    private final Meter meter = new Meter(PLAIN, TABLE, false);
    private final DynamoDbClient client = LocalDynamoDb.client(meter);
    private final ReferenceItems reference = new ReferenceItems(PLAIN, TABLE);
    private final DynamoDbMessages messages = new DynamoDbMessages(client, TABLE);
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, TABLE);
    private final TableQueries contents = new TableQueries(PLAIN, TABLE);
    private final User alice = new User(UUID.randomUUID(), "Alice", "alice");
    private final User bob = new User(UUID.randomUUID(), "Bob", "bob");

    @AfterEach
    void close() {
        client.close();
    }

    @AfterAll
    static void closePlain() {
        PLAIN.close();
    }

    static Stream<Arguments> damage() {
        List<Arguments> all = new ArrayList<>();
        AttributeValue number = AttributeValue.fromN("1");
        AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("secret"));
        for (String attribute : List.of("message_uuid", "message", "user_uuid", "user_display_name", "user_handle")) {
            all.add(Arguments.of("MSG#", attribute, MISSING));
            all.add(Arguments.of("MSG#", attribute, number));
            all.add(Arguments.of("MSG#", attribute, AttributeValue.fromNul(true)));
        }
        for (String attribute :
                List.of("message_group_uuid", "message", "user_uuid", "user_display_name", "user_handle")) {
            all.add(Arguments.of("GRP#", attribute, MISSING));
            all.add(Arguments.of("GRP#", attribute, bytes));
        }
        for (String text : List.of("", "secret", "1-1-1-1-1\0", "5ae290ed-55d1-47a0-bc6d")) {
            all.add(Arguments.of("MSG#", "message_uuid", AttributeValue.fromS(text)));
            all.add(Arguments.of("MSG#", "user_uuid", AttributeValue.fromS(text)));
            all.add(Arguments.of("GRP#", "message_group_uuid", AttributeValue.fromS(text)));
        }
        all.add(Arguments.of("GRP#", "message_group_uuid", AttributeValue.fromS("1-1-1-1-1")));
        all.add(Arguments.of("GRP#", "message_created_at", AttributeValue.fromS("yesterday")));
        all.add(Arguments.of("GRP#", "message_created_at", number));
        for (String sk : List.of(
                "2026-03-01T10:15:30.000002+00:0",
                "2026-02-30T10:15:30",
                "yesterday",
                "\0",
                "+12026-03-01T10:15:30Z")) {
            all.add(Arguments.of("MSG#", "sk", AttributeValue.fromS(sk)));
            all.add(Arguments.of("GRP#", "sk", AttributeValue.fromS(sk)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("damage")
    void theOthersAreShown(String prefix, String attribute, AttributeValue value) {
        boolean inMessages = prefix.equals("MSG#");
        UUID owner = UUID.randomUUID();
        ItemKey bad = fill(inMessages, owner, attribute, Optional.ofNullable(value));

        Page<String> all = page(inMessages, owner, Optional.empty(), 20);
        assertThat(all.items()).containsExactly("after", "before");
        assertThat(all.next()).isEmpty();
        QueryResult<?> reading = inMessages ? contents.newestMessages(owner, 20) : contents.newestGroups(owner, 20);
        assertThat(reading.items()).hasSize(2);
        assertThat(reading.unreadable()).containsExactly(bad);

        List<List<String>> pages = new ArrayList<>();
        Optional<String> position = Optional.empty();
        meter.reset();
        do {
            Page<String> page = page(inMessages, owner, position, 1);
            pages.add(page.items());
            position = page.next();
        } while (position.isPresent());
        assertThat(pages).hasSize(3).containsOnlyOnce(List.of(), List.of("after"), List.of("before"));
        assertThat(meter.requests()).containsExactly("Query", "Query", "Query");
        PLAIN.deleteItem(delete ->
                delete.tableName(TABLE).key(Map.of("pk", Keys.string(bad.pk()), "sk", Keys.string(bad.sk()))));
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        Repairs.repair(PLAIN, TABLE, Duration.ofMillis(1)).verify(found::add, seen -> {});
        return found;
    }

    private Page<String> page(boolean inMessages, UUID owner, Optional<String> position, int limit) {
        if (inMessages) {
            Page<Message> page = messages.newestFirst(owner, position, limit);
            return new Page<>(page.items().stream().map(Message::text).toList(), page.next());
        }
        Page<InboxEntry> page = groups.inboxRows().inbox(owner, position, limit);
        return new Page<>(page.items().stream().map(InboxEntry::preview).toList(), page.next());
    }

    /** Three items, of which the second is bad, unless its key is. */
    private ItemKey fill(boolean inMessages, UUID owner, String attribute, Optional<AttributeValue> value) {
        for (String time : List.of(BEFORE, AFTER)) {
            String text = time.equals(BEFORE) ? "before" : "after";
            if (inMessages) {
                reference.message(owner, alice, time, text);
            } else {
                reference.row(UUID.randomUUID(), new User(owner, "Owner", "owner"), bob, time, text);
            }
        }
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", Keys.string(inMessages ? Keys.messages(owner) : Keys.inbox(owner)));
        item.put("sk", Keys.string(BAD));
        item.put(
                inMessages ? "message_uuid" : "message_group_uuid",
                Keys.string(UUID.randomUUID().toString()));
        item.put("message", Keys.string("secret"));
        item.put("user_uuid", Keys.string(bob.uuid().toString()));
        item.put("user_display_name", Keys.string(bob.displayName()));
        item.put("user_handle", Keys.string(bob.handle()));
        item.remove(attribute);
        value.ifPresent(it -> item.put(attribute, it));
        PLAIN.putItem(put -> put.tableName(TABLE).item(item));
        return new ItemKey(item.get("pk").s(), item.get("sk").s());
    }
}
