package com.cruddur.messaging.embedded;

import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Leaves a table and a database as the programs of Cruddur, the reference, leave them. */
final class Cruddur {
    /** How Python writes a time: without a fraction where it is zero. */
    enum Times {
        /** Of the bootcamp's version. */
        WITH_OFFSET("+00:00"),
        /** Of the final version. */
        WITHOUT_OFFSET("");

        private final String offset;

        Times(String offset) {
            this.offset = offset;
        }

        private String text(Instant time) {
            LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
            String text = utc.withNano(0).toString();
            String seconds = text.length() == "2026-11-21T11:52".length() ? text + ":00" : text;
            int micros = utc.getNano() / 1_000;
            return seconds + (micros == 0 ? "" : String.format(".%06d", micros)) + offset;
        }
    }

    private final DynamoDbClient client;
    private final String table;
    private final String database;

    Cruddur(DynamoDbClient client, String table, String database) {
        this.client = client;
        this.table = table;
        this.database = database;
    }

    /** @param forItsLambda with the index and the stream that its Lambda needs */
    void createTable(boolean forItsLambda) {
        List<String> attributes = new ArrayList<>(List.of("pk", "sk"));
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .provisionedThroughput(it -> it.readCapacityUnits(5L).writeCapacityUnits(5L));
        if (forItsLambda) {
            attributes.add("message_group_uuid");
            request.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                            .indexName("message-group-sk-index")
                            .keySchema(key("message_group_uuid", KeyType.HASH), key("sk", KeyType.RANGE))
                            .projection(it -> it.projectionType(ProjectionType.ALL))
                            .provisionedThroughput(
                                    it -> it.readCapacityUnits(5L).writeCapacityUnits(5L))
                            .build())
                    .streamSpecification(StreamSpecification.builder()
                            .streamEnabled(true)
                            .streamViewType(StreamViewType.NEW_IMAGE)
                            .build());
        }
        request.attributeDefinitions(attributes.stream()
                .map(it -> AttributeDefinition.builder()
                        .attributeName(it)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList());
        client.createTable(request.build());
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    /** Its schema, with the column of its migration. */
    void createUsers() {
        TestDatabases.execute(database, """
                create table public.users (
                  uuid uuid default gen_random_uuid() primary key, display_name text not null, handle text not null,
                  email text not null, cognito_user_id text not null,
                  created_at timestamp default current_timestamp not null)""");
        TestDatabases.execute(database, "alter table public.users add column bio text");
    }

    User addUser(String displayName, String handle, String subject) {
        UUID uuid = UUID.randomUUID();
        TestDatabases.execute(
                database,
                String.format(
                        "insert into public.users (uuid, display_name, handle, email, cognito_user_id, bio)"
                                + " values ('%s', '%s', '%s', '%s@example.com', '%s', 'about')",
                        uuid, displayName, handle, handle, subject));
        return new User(uuid, displayName, handle);
    }

    /** A first contact. Nothing keeps it from making a second group of the two. */
    UUID open(User sender, User receiver, Times times, Instant at, String text) {
        UUID group = UUID.randomUUID();
        putRow(group, sender, receiver, times.text(at), text);
        putRow(group, receiver, sender, times.text(at), text);
        putMessage(group.toString(), sender, times.text(at), text);
        return group;
    }

    /** A message, and what its Lambda then does to the rows. */
    void post(UUID group, User sender, User receiver, Times times, Instant at, String text) {
        putMessage(group.toString(), sender, times.text(at), text);
        dropRow(group, sender);
        putRow(group, sender, receiver, times.text(at), text);
        dropRow(group, receiver);
        putRow(group, receiver, sender, times.text(at), text);
    }

    /** The items that its Lambda leaves when it ends between its two calls. */
    void dropRow(UUID group, User member) {
        client
                .query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("GRP#" + member.uuid()))))
                .items()
                .stream()
                .filter(it -> it.get("message_group_uuid").s().equals(group.toString()))
                .forEach(it -> client.deleteItem(
                        delete -> delete.tableName(table).key(Map.of("pk", it.get("pk"), "sk", it.get("sk")))));
    }

    /** A message to whatever the front end took for a group. */
    void putMessage(String group, User sender, String time, String text) {
        put(
                "MSG#" + group,
                time,
                sender,
                Map.of("message_uuid", UUID.randomUUID().toString(), "message", text));
    }

    private void putRow(UUID group, User member, User other, String time, String text) {
        put("GRP#" + member.uuid(), time, other, Map.of("message_group_uuid", group.toString(), "message", text));
    }

    private void put(String pk, String sk, User user, Map<String, String> more) {
        Map<String, AttributeValue> item = new HashMap<>();
        more.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS(sk));
        item.put("user_uuid", AttributeValue.fromS(user.uuid().toString()));
        item.put("user_display_name", AttributeValue.fromS(user.displayName()));
        item.put("user_handle", AttributeValue.fromS(user.handle()));
        client.putItem(put -> put.tableName(table).item(item));
    }
}
