package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class MessagesTableTest {
    private final DynamoDbClient client = LocalDynamoDb.client();
    private final String name = "messages-" + UUID.randomUUID();
    private final MessagesTable table = new MessagesTable(client, name);

    @AfterEach
    void close() {
        table.delete();
        client.close();
    }

    @Test
    void aNewTableIsReadyForUse() {
        assertThat(table.exists()).isFalse();
        assertThat(table.create(false)).isTrue();
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
        TimeToLiveDescription timeToLive =
                client.describeTimeToLive(it -> it.tableName(name)).timeToLiveDescription();
        assertThat(timeToLive.attributeName()).isEqualTo("expires_at");
        assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
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

    @Test
    void creatingATableThatIsThereCompletesItsExpiry() {
        table.create(false);
        client.updateTimeToLive(request -> request.tableName(name)
                .timeToLiveSpecification(it -> it.enabled(false).attributeName("expires_at")));
        assertThat(table.create(false)).isFalse();
        answersToIdempotencyKeysExpire();
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
        try (DynamoDbClient nobody = DynamoDb.client(Optional.of(URI.create("http://127.0.0.1:1")), Optional.empty())
                .build()) {
            assertThatThrownBy(() -> new MessagesTable(nobody, name).exists()).isInstanceOf(StorageException.class);
        }
    }

    private TableDescription describe() {
        return client.describeTable(it -> it.tableName(name)).table();
    }
}
