package com.cruddur.messaging.benchmarks;

import static com.cruddur.messaging.benchmarks.SdkWrites.key;
import static com.cruddur.messaging.benchmarks.SdkWrites.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The calls that the adapter makes for a page, and for a post and its follow-up, written out. */
final class SdkAlone implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

    private final DynamoDbClient client;
    private final String table;
    private final SdkWrites writes;
    private final SdkFollowUp followUp;

    SdkAlone(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.writes = new SdkWrites(table);
        this.followUp = new SdkFollowUp(new SdkRows(client, table)::move);
    }

    void query(String partition, int limit) {
        QueryResponse response = client.query(request -> request.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text(partition)))
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit));
        if (response.items().size() != limit) {
            throw new IllegalStateException("a page has " + response.items().size() + " items");
        }
    }

    /** Posts to one group, in which nobody else posts. */
    final class Poster {
        private final String group;
        private final String side;
        private final AttributeValue uuid;
        private final AttributeValue displayName;
        private final AttributeValue handle;
        private Instant last = Instant.MIN;

        /** @param side {@code lower} or {@code higher}: which of the group's members this is, as their uuids are ordered */
        Poster(UUID group, String side, UUID uuid, String displayName, String handle) {
            this.group = group.toString();
            this.side = side;
            this.uuid = text(uuid.toString());
            this.displayName = text(displayName);
            this.handle = text(handle);
        }

        void post(String message) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
            AttributeValue time = text(TIME.format(last));
            AttributeValue messageUuid = text(UUID.randomUUID().toString());
            client.transactWriteItems(request -> request.transactItems(
                    head(text(message), messageUuid, time), message(text(message), messageUuid, time)));
            followUp.posted(group);
        }

        private TransactWriteItem head(AttributeValue message, AttributeValue messageUuid, AttributeValue time) {
            String update = "SET message = :text, message_uuid = :uuid, message_created_at = :time, sender = :side, "
                    + side + "_display_name = :name, " + side + "_handle = :handle ADD " + side + "_sent :one";
            Map<String, AttributeValue> values = Map.of(
                    ":one", AttributeValue.fromN("1"),
                    ":side", text(side),
                    ":text", message,
                    ":uuid", messageUuid,
                    ":time", time,
                    ":name", displayName,
                    ":handle", handle,
                    ":sender", uuid);
            String condition = "message_created_at < :time AND " + side + "_uuid = :sender";
            return writes.update(key("HEAD#" + group, "HEAD"), update, condition, values);
        }

        private TransactWriteItem message(AttributeValue message, AttributeValue messageUuid, AttributeValue time) {
            return writes.putNew(Map.of(
                    "pk", text("MSG#" + group),
                    "sk", time,
                    "message_uuid", messageUuid,
                    "message", message,
                    "user_uuid", uuid,
                    "user_display_name", displayName,
                    "user_handle", handle));
        }
    }

    /** Waits until the inbox rows of all posts have moved. To be called while nothing is posted. */
    void settle() throws Exception {
        followUp.settle();
    }

    @Override
    public void close() {
        followUp.close();
    }
}
