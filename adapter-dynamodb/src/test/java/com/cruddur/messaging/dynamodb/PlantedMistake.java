package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.write.RowsAsBefore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    HEAD_READ_BEFORE_ROWS(11),
    /** A move does not read the rows consistently. */
    ROWS_READ_EVENTUALLY(3),
    /** The inboxes follow the records of messages, which may come before the head can be read. */
    TRIGGERED_BY_MESSAGES(18),
    /** A move does not care whether somebody has marked messages as read since it read the horizons. */
    MARK_LOST_TO_A_MOVE(1),
    /** A mark adds to the count that it has read, also where a try before it was written. */
    COUNTED_TWICE_AFTER_A_RETRY(21),
    /** A mark does not care whether another one has come before it. */
    HORIZON_GOES_BACK(23);

    private static final String NEWEST = ":newestAt";
    private static final Pattern HORIZON =
            Pattern.compile(" AND (attribute_not_exists\\(\\w+_read_up_to\\)|(\\w+_read(_up_to)?) = :\\w+)");

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
        if (request instanceof TransactWriteItemsRequest write) {
            List<TransactWriteItem> items =
                    write.transactItems().stream().map(this::changed).toList();
            return (Q) write.toBuilder().transactItems(items).build();
        }
        return request;
    }

    /** Of the rows item. */
    private TransactWriteItem changed(TransactWriteItem write) {
        Update update = write.update();
        if (update == null || !update.key().get("pk").s().startsWith("ROWS#")) {
            return write;
        }
        boolean move = update.expressionAttributeValues().containsKey(NEWEST);
        return switch (this) {
            case MARK_LOST_TO_A_MOVE -> move ? withoutHorizons(write) : write;
            case HORIZON_GOES_BACK -> move ? write : withoutHorizons(write);
            case COUNTED_TWICE_AFTER_A_RETRY -> move ? write : adding(withoutHorizons(write), update);
            default -> write;
        };
    }

    private static TransactWriteItem withoutHorizons(TransactWriteItem write) {
        Update update = write.update();
        Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
        values.keySet().removeIf(it -> it.contains("er_read"));
        return write.toBuilder()
                .update(update.toBuilder()
                        .conditionExpression(
                                HORIZON.matcher(update.conditionExpression()).replaceAll(""))
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    private static TransactWriteItem adding(TransactWriteItem write, Update fenced) {
        Update update = write.update();
        String side = update.updateExpression().contains("lower_") ? "lower" : "higher";
        AttributeValue before = fenced.expressionAttributeValues().get(":" + side + "_read");
        long more =
                Long.parseLong(fenced.expressionAttributeValues().get(":read").n())
                        - (before == null ? 0 : Long.parseLong(before.n()));
        Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
        values.put(":read", AttributeValue.fromN(Long.toString(more)));
        return write.toBuilder()
                .update(update.toBuilder()
                        .updateExpression("SET " + side + "_read_up_to = :readUpTo ADD " + side + "_read :read")
                        .expressionAttributeValues(values)
                        .build())
                .build();
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
