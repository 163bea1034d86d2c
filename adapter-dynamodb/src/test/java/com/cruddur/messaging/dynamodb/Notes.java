package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/** An attribute that another program writes to inbox rows, which moves take along. */
final class Notes {
    static final String NOTE = "note";

    private final DynamoDbClient client;
    private final String table;
    private final Map<String, String> written = new HashMap<>();

    /** @param client without faults */
    Notes(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Writes one to each row of the user. */
    void write(UUID user) {
        for (Item row : rows(user)) {
            String note = "note " + written.size() + " at " + row.text(Keys.SK);
            client.updateItem(update -> update.tableName(table)
                    .key(row.key())
                    .updateExpression("SET " + NOTE + " = :note")
                    .expressionAttributeValues(Map.of(":note", AttributeValue.fromS(note))));
            written.put(name(user, row), note);
        }
    }

    /** The rows as they were before somebody wrote one. */
    static BatchGetItemResponse without(BatchGetItemResponse response) {
        Map<String, List<Map<String, AttributeValue>>> rows = new HashMap<>();
        response.responses()
                .forEach((table, items) -> rows.put(
                        table,
                        items.stream()
                                .map(it -> {
                                    Map<String, AttributeValue> row = new HashMap<>(it);
                                    row.remove(NOTE);
                                    return row;
                                })
                                .toList()));
        return response.toBuilder().responses(rows).build();
    }

    void assertKept(UUID user) {
        for (Item row : rows(user)) {
            assertThat(row.find(NOTE).orElse(null))
                    .describedAs("the note of another program at %s", name(user, row))
                    .isEqualTo(written.get(name(user, row)));
        }
    }

    private static String name(UUID user, Item row) {
        return user + " " + row.text(Keys.MESSAGE_GROUP_UUID);
    }

    private List<Item> rows(UUID user) {
        List<Item> rows = new ArrayList<>();
        client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .consistentRead(true)
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(Keys.inbox(user)))))
                .items()
                .forEach(it -> rows.add(new Item(it)));
        return rows;
    }
}
