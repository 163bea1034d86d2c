package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Creates and deletes the table. Every method throws {@link StorageException} when DynamoDB fails, or is not done within two
 * minutes. Thread-safe.
 */
public final class MessagesTable {
    /** What the reference calls it. */
    public static final String NAME = "cruddur-messages";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final DynamoDbClient client;
    private final String name;

    /** @param client stays open; it belongs to the caller */
    public MessagesTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public boolean exists() {
        return call("describe", () -> {
            try {
                client.describeTable(request -> request.tableName(name));
                return true;
            } catch (ResourceNotFoundException e) {
                return false;
            }
        });
    }

    /**
     * Creates the table, unless it exists: billed on demand, with a stream of new images. Once this returns, the table is
     * ready for use, and its idempotency records expire. An existing table keeps its indexes, billing and stream. Safe to call
     * again after a failure.
     *
     * @param groupIndex whether it gets the index {@code message-group-sk-index}, which only the reference's own Lambda reads;
     *     it costs 4 write units each time that a group's rows move
     * @return whether it was created
     */
    public boolean create(boolean groupIndex) {
        return call("create", () -> {
            boolean created = createOnly(groupIndex);
            try (DynamoDbWaiter waiter = waiter()) {
                waiter.waitUntilTableExists(request -> request.tableName(name));
            }
            expireAnswers();
            return created;
        });
    }

    private boolean createOnly(boolean groupIndex) {
        try {
            client.createTable(definition(groupIndex));
            return true;
        } catch (ResourceInUseException exists) {
            return false;
        }
    }

    private CreateTableRequest definition(boolean groupIndex) {
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
                .streamSpecification(it -> it.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                .build();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keySchema(String hash) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(hash)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(Keys.SK)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private void expireAnswers() {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(it -> it.enabled(true).attributeName(Keys.EXPIRES_AT)));
        }
    }

    /**
     * Deletes the table with all its items, and returns when it is gone.
     *
     * @return whether there was one
     */
    public boolean delete() {
        return call("delete", () -> {
            try {
                client.deleteTable(request -> request.tableName(name));
            } catch (ResourceNotFoundException e) {
                return false;
            }
            try (DynamoDbWaiter waiter = waiter()) {
                waiter.waitUntilTableNotExists(request -> request.tableName(name));
            }
            return true;
        });
    }

    private DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder()
                .client(client)
                .overrideConfiguration(WaiterOverrideConfiguration.builder()
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(POLL))
                        .maxAttempts((int) LONGEST_WAIT.dividedBy(POLL))
                        .waitTimeout(LONGEST_WAIT)
                        .build())
                .build();
    }

    private boolean call(String what, Supplier<Boolean> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StorageException(what + " table " + name + ": DynamoDB failed", e);
        }
    }
}
