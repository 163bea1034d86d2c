package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The {@code ddb} commands that list, create, complete and delete tables. */
@ExtendWith(SharedDdbStack.class)
final class DdbTablesIT {
    private static DdbStack stores;
    private static ReferenceItems items;

    @BeforeAll
    static void start(DdbStack shared) {
        stores = shared;
        items = new ReferenceItems(stores.plain(), stores.user("andrewbrown"), stores.user("bayko"));
    }

    @BeforeEach
    void emptyTheTable() {
        stores.renew();
    }

    @Test
    void tablesAreMadeListedAndDeleted() {
        items.putMessages();
        assertThat(stores.done("list-tables").out().lines().toList()).containsExactly("table", "cruddur-messages");
        assertThat(stores.done("schema-load").err())
                .contains("has the table cruddur-messages already", "all that it needs", "nothing was changed");

        assertThat(stores.done("drop", "cruddur-messages").err())
                .startsWith("Deleted the table cruddur-messages in DynamoDB at "
                        + stores.stack().endpoint())
                .contains("with 2 items");
        assertThat(stores.done("list-tables", "--json").out()).isEmpty();
        for (String[] command : new String[][] {
            {"scan"}, {"get-conversation"}, {"list-conversations"}, {"seed"}, {"drop", "cruddur-messages"}
        }) {
            assertThat(stores.refused(command)).as(command[0]).contains("has no table cruddur-messages");
        }

        stores.done("schema-load", "--group-index");
        assertThat(stores.plain()
                        .describeTable(it -> it.tableName("cruddur-messages"))
                        .table()
                        .globalSecondaryIndexes())
                .singleElement()
                .matches(it -> it.indexName().equals("message-group-sk-index"));
        assertThat(stores.done("list-tables", "--json").out().lines().toList())
                .containsExactly("{\"table\":\"cruddur-messages\"}");
        Invocation noName = stores.ddb("drop", "no");
        assertThat(noName.code()).isEqualTo(2);
        assertThat(noName.err()).contains("a table's name has");
    }

    /** As the reference's script makes the table, and as AWS restores one. */
    @Test
    void aTableThatLacksItsStreamAndItsTimeToLiveGetsThem() {
        stores.done("drop", "cruddur-messages");
        createPlain("pk");

        Invocation loaded = stores.done("schema-load");

        assertThat(loaded.err())
                .contains("has the table cruddur-messages already. Switched on: its stream, the time to live");
        assertThat(stores.done("schema-load").err()).contains("nothing was changed");
    }

    @Test
    void aTableOfAnotherKeyIsRefused() {
        stores.done("drop", "cruddur-messages");
        createPlain("id");

        Invocation refused = stores.ddb("schema-load").failed("cannot complete the table cruddur-messages");

        assertThat(refused.err()).contains("its key is id (HASH, S), sk (RANGE, S), not pk (HASH, S), sk (RANGE, S)");
    }

    private static void createPlain(String hash) {
        stores.plain()
                .createTable(CreateTableRequest.builder()
                        .tableName("cruddur-messages")
                        .keySchema(key(hash, KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(attribute(hash), attribute("sk"))
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                        .build());
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Test
    void whereNobodyListensEveryCommandSaysSo() {
        for (String[] command : new String[][] {
            {"schema-load"},
            {"list-tables"},
            {"scan"},
            {"get-conversation"},
            {"list-conversations"},
            {"seed"},
            {"drop", "cruddur-messages"}
        }) {
            String[] nowhere = Stream.concat(Arrays.stream(command), Stream.of("--endpoint-url", "http://127.0.0.1:1"))
                    .toArray(String[]::new);
            assertThat(stores.refused(nowhere))
                    .as(command[0])
                    .contains("DynamoDB at http://127.0.0.1:1 cannot be used: it does not answer");
        }
        assertThat(stores.refused("list-conversations", "nobody")).contains("no user with the handle nobody");
    }
}
