package com.cruddur.messaging.dynamodb.admin;

import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The definition of the table. */
final class TableDefinition {
    static final StreamSpecification STREAM = StreamSpecification.builder()
            .streamEnabled(true)
            .streamViewType(StreamViewType.NEW_IMAGE)
            .build();

    private TableDefinition() {}

    static CreateTableRequest of(String name, boolean groupIndex) {
        List<AttributeDefinition> keys = new ArrayList<>(List.of(string(Keys.PK), string(Keys.SK)));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        if (groupIndex) {
            keys.add(string(Keys.MESSAGE_GROUP_UUID));
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(Keys.GROUP_INDEX)
                    .keySchema(keySchema(Keys.MESSAGE_GROUP_UUID))
                    .projection(it -> it.projectionType(ProjectionType.ALL))
                    .build());
        }
        return CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(keys)
                .keySchema(keySchema(Keys.PK))
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(STREAM)
                .build();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keySchema(String hash) {
        return List.of(element(hash, KeyType.HASH), element(Keys.SK, KeyType.RANGE));
    }

    private static KeySchemaElement element(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    /** The table's key as a list, with its kinds and types. */
    static String key() {
        return key(keySchema(Keys.PK), Stream.of(string(Keys.PK), string(Keys.SK)));
    }

    static String keyOf(TableDescription table) {
        return key(table.keySchema(), table.attributeDefinitions().stream());
    }

    private static String key(List<KeySchemaElement> elements, Stream<AttributeDefinition> attributes) {
        Map<String, String> types = attributes.collect(
                Collectors.toMap(AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        return elements.stream()
                .map(it ->
                        it.attributeName() + " (" + it.keyTypeAsString() + ", " + types.get(it.attributeName()) + ")")
                .collect(Collectors.joining(", "));
    }
}
