package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.User;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts items as the reference system writes them, whole groups and single ones. */
final class ReferenceItems {
    private final DynamoDbClient client;
    private final String table;

    ReferenceItems(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** A group as a first contact and its answer leave it. */
    UUID group(User one, User another, String firstAt, String lastAt) {
        UUID group = UUID.randomUUID();
        message(group, one, firstAt, "first of " + group);
        message(group, another, lastAt, "last of " + group);
        row(group, one, another, lastAt, "last of " + group);
        row(group, another, one, lastAt, "last of " + group);
        return group;
    }

    UUID message(UUID group, User sender, String time, String text) {
        UUID uuid = UUID.randomUUID();
        put("MSG#" + group, time, sender, Map.of("message_uuid", uuid.toString(), "message", text));
        return uuid;
    }

    void row(UUID group, User member, User other, String time, String preview) {
        put("GRP#" + member.uuid(), time, other, Map.of("message_group_uuid", group.toString(), "message", preview));
    }

    private void put(String pk, String sk, User user, Map<String, String> more) {
        Map<String, String> item = new HashMap<>(more);
        item.put("pk", pk);
        item.put("sk", sk);
        item.put("user_uuid", user.uuid().toString());
        item.put("user_display_name", user.displayName());
        item.put("user_handle", user.handle());
        put(item);
    }

    void put(Map<String, String> attributes) {
        Map<String, AttributeValue> item = new HashMap<>();
        attributes.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        client.putItem(put -> put.tableName(table).item(item));
    }
}
