package com.cruddur.messaging.dynamodb.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.LocalDynamoDb;
import com.cruddur.messaging.dynamodb.admin.TableSetup.Part;
import com.cruddur.messaging.port.StorageException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableAdminTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String name = "messages-" + UUID.randomUUID();
    private final TableAdmin table = new TableAdmin(client, name);

    @AfterEach
    void close() {
        table.delete();
        client.close();
    }

    @Test
    void aNewTableIsReadyForUse() {
        assertThat(table.exists()).isFalse();
        assertThat(table.create(false)).isEqualTo(made(Part.TABLE));
        assertThat(table.exists()).isTrue();
        TableDescription description = describe();
        assertThat(description.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(description.keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("pk", "sk");
        assertThat(description.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(description.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(description.globalSecondaryIndexes()).isEmpty();
    }

    @Test
    void answersToIdempotencyKeysExpire() {
        table.create(false);
        assertThat(timeToLive().attributeName()).isEqualTo("expires_at");
        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    }

    @Test
    void theGroupIndexIsTheReferences() {
        table.create(true);
        GlobalSecondaryIndexDescription index =
                describe().globalSecondaryIndexes().get(0);
        assertThat(index.indexName()).isEqualTo("message-group-sk-index");
        assertThat(index.keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("message_group_uuid", "sk");
        assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.ALL);
    }

    /** As the reference's scripts leave it, or a restore by AWS. */
    @Test
    void aTableThatIsThereGetsItsStreamAndItsExpiry() {
        createPlain("pk", ScalarAttributeType.S, null);

        assertThat(table.create(false)).isEqualTo(made(Part.STREAM, Part.TIME_TO_LIVE));
        assertThat(describe().streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(describe().latestStreamArn()).isNotBlank();
        answersToIdempotencyKeysExpire();

        assertThat(table.create(false)).isEqualTo(made());
    }

    @Test
    void aTableThatIsThereKeepsItsStream() {
        createPlain("pk", ScalarAttributeType.S, StreamViewType.NEW_AND_OLD_IMAGES);
        String stream = describe().latestStreamArn();

        assertThat(table.create(false)).isEqualTo(made(Part.TIME_TO_LIVE));
        assertThat(describe().latestStreamArn()).isEqualTo(stream);
    }

    @Test
    void anExpiryThatWasTurnedOffIsTurnedOn() {
        table.create(false);
        client.updateTimeToLive(request -> request.tableName(name)
                .timeToLiveSpecification(it -> it.enabled(false).attributeName("expires_at")));
        assertThat(table.create(false)).isEqualTo(made(Part.TIME_TO_LIVE));
        answersToIdempotencyKeysExpire();
    }

    @Test
    void aStreamOfAnotherViewIsUnfit() {
        createPlain("pk", ScalarAttributeType.S, StreamViewType.KEYS_ONLY);

        TableSetup setup = table.create(false);

        assertThat(setup.made()).containsExactly(Part.TIME_TO_LIVE);
        assertThat(setup.unfit()).singleElement().asString().startsWith("its stream shows KEYS_ONLY, not NEW_IMAGE");
        assertThat(describe().streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
    }

    @ParameterizedTest
    @CsvSource({"id, S", "pk, N"})
    void aTableOfAnotherKeyIsUnfitAndLeftAsItIs(String hash, ScalarAttributeType type) {
        createPlain(hash, type, null);

        TableSetup setup = table.create(false);

        assertThat(setup.made()).isEmpty();
        assertThat(setup.unfit())
                .singleElement()
                .asString()
                .startsWith(
                        "its key is " + hash + " (HASH, " + type + "), sk (RANGE, S), not pk (HASH, S), sk (RANGE, S)");
        assertThat(describe().streamSpecification()).isNull();
        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void aTimeToLiveByAnotherAttributeIsUnfit() {
        createPlain("pk", ScalarAttributeType.S, StreamViewType.NEW_IMAGE);
        client.updateTimeToLive(request -> request.tableName(name)
                .timeToLiveSpecification(it -> it.enabled(true).attributeName("ttl")));

        TableSetup setup = table.create(false);

        assertThat(setup.made()).isEmpty();
        assertThat(setup.unfit())
                .singleElement()
                .asString()
                .startsWith("its items expire by the attribute ttl, not expires_at");
        assertThat(timeToLive().attributeName()).isEqualTo("ttl");
    }

    @Test
    void anIndexThatIsAskedForIsNotAddedToATableThatIsThere() {
        table.create(false);
        assertThat(table.create(true).unfit())
                .singleElement()
                .asString()
                .startsWith("it has no index message-group-sk-index");
        table.delete();
        table.create(true);
        assertThat(table.create(true)).isEqualTo(made());
    }

    @Test
    void aDeletedTableIsGone() {
        table.create(false);
        assertThat(table.delete()).isTrue();
        assertThat(table.exists()).isFalse();
        assertThat(table.delete()).isFalse();
    }

    @Test
    void aServerThatIsNotThereIsAStorageFailure() {
        try (DynamoDbClient nobody =
                DynamoDb.client(URI.create("http://127.0.0.1:1"), null).build()) {
            assertThatThrownBy(() -> new TableAdmin(nobody, name).exists()).isInstanceOf(StorageException.class);
        }
    }

    private static TableSetup made(Part... parts) {
        return new TableSetup(Set.of(parts), List.of());
    }

    /** A table that another program made. */
    private void createPlain(String hash, ScalarAttributeType type, StreamViewType view) {
        client.createTable(CreateTableRequest.builder()
                .tableName(name)
                .keySchema(key(hash, KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(attribute(hash, type), attribute("sk", ScalarAttributeType.S))
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .streamSpecification(
                        view == null
                                ? null
                                : StreamSpecification.builder()
                                        .streamEnabled(true)
                                        .streamViewType(view)
                                        .build())
                .build());
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private TimeToLiveDescription timeToLive() {
        return client.describeTimeToLive(it -> it.tableName(name)).timeToLiveDescription();
    }

    private TableDescription describe() {
        return client.describeTable(it -> it.tableName(name)).table();
    }
}
