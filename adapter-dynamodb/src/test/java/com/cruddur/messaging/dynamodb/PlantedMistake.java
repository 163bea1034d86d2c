package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.write.RowsAsBefore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Mistakes that the schedules must see. */
enum PlantedMistake {
    NONE(0),
    /** The head is read before the rows, and a rename does not care whether it is still the newest: {@link RowsAsBefore}. */
    HEAD_READ_BEFORE_ROWS(5),
    /** A move does not read the rows consistently. */
    ROWS_READ_EVENTUALLY(3),
    /** The inboxes follow the records of messages, which may come before the head can be read. */
    TRIGGERED_BY_MESSAGES(8);

    private static final String NEWEST = ":newestAt";

    /** The schedule that is tried first: it mostly catches it. */
    final long seed;

    PlantedMistake(long seed) {
        this.seed = seed;
    }

    @SuppressWarnings("unchecked")
    <Q extends DynamoDbRequest> Q sent(Q request) {
        if (this == ROWS_READ_EVENTUALLY && request instanceof BatchGetItemRequest batch) {
            Map<String, KeysAndAttributes> asked = new HashMap<>();
            batch.requestItems()
                    .forEach((table, keys) -> asked.put(
                            table, keys.toBuilder().consistentRead(false).build()));
            return (Q) batch.toBuilder().requestItems(asked).build();
        }
        if (this == HEAD_READ_BEFORE_ROWS && request instanceof TransactWriteItemsRequest write) {
            List<TransactWriteItem> items =
                    write.transactItems().stream().map(PlantedMistake::unfenced).toList();
            return (Q) write.toBuilder().transactItems(items).build();
        }
        return request;
    }

    private static TransactWriteItem unfenced(TransactWriteItem write) {
        Update update = write.update();
        if (update == null
                || !update.key().get("pk").s().startsWith("HEAD#")
                || !update.expressionAttributeValues().containsKey(NEWEST)) {
            return write;
        }
        Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
        values.remove(NEWEST);
        String condition = update.conditionExpression().replace(" AND message_created_at = " + NEWEST, "");
        return write.toBuilder()
                .update(update.toBuilder()
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }
}
