package com.cruddur.messaging.embedded;

import com.cruddur.messaging.domain.User;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes items as the reference system does. */
record ReferenceItems(DynamoDbClient client, User andrew, User bayko) {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    /** A text that is longer than a line, and that steers a terminal. */
    static final String LONG = "\u001b[2J\uD83C\uDF45 " + "talks ".repeat(20);

    /** Two messages of the seeded group, of which the newer one has a time that is ahead of UTC. */
    void putMessages() {
        putMessage(andrew, "2025-12-31T23:59:59.999999+00:00", "Hello");
        putMessage(bayko, "2026-01-01T09:00:00+09:00", LONG);
    }

    private void putMessage(User sender, String time, String text) {
        put(
                sender,
                Map.of(
                        "pk", string("MSG#" + GROUP),
                        "sk", string(time),
                        "message_uuid", string(UUID.randomUUID()),
                        "message", string(text)));
    }

    /** A row of the first user's inbox. */
    void putRow(UUID group, String time, String preview) {
        put(
                bayko,
                Map.of(
                        "pk", string("GRP#" + andrew.uuid()),
                        "sk", string(time),
                        "message_group_uuid", string(group),
                        "message", string(preview)));
    }

    private void put(User named, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("user_uuid", string(named.uuid()));
        item.put("user_display_name", string(named.displayName()));
        item.put("user_handle", string(named.handle()));
        client.putItem(put -> put.tableName("cruddur-messages").item(item));
    }

    static AttributeValue string(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
