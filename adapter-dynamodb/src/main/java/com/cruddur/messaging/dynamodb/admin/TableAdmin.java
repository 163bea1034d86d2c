package com.cruddur.messaging.dynamodb.admin;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Creates, completes and deletes the table. Every method throws {@link StorageException} when DynamoDB fails, or is not done within two
 * minutes. Thread-safe.
 */
public final class TableAdmin {
    /** The name that the reference system uses. */
    public static final String NAME = "cruddur-messages";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final DynamoDbClient client;
    private final String name;

    /** @param client stays open; it belongs to the caller */
    public TableAdmin(DynamoDbClient client, String name) {
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
     * Creates the table, or completes one that is there: a new one is billed on demand. It has a stream of new images, and its
     * idempotency records expire. An existing table keeps its indexes, its billing, and a stream that it has. Once this returns,
     * the table is ready for use, unless the answer names an obstacle. Safe to call again after a failure.
     *
     * @param groupIndex whether a new table gets the index {@code message-group-sk-index}, which only the reference's own Lambda
     *     reads; it costs 4 write units each time that a group's rows move. An existing table without it is then unfit
     */
    public TableSetup create(boolean groupIndex) {
        return call("create", () -> {
            boolean created = createOnly(groupIndex);
            waitUntilActive();
            if (created) {
                TableCompletion.expire(client, name);
                return TableSetup.created();
            }
            TableSetup completed = new TableCompletion(client, name).complete(groupIndex);
            waitUntilActive();
            return completed;
        });
    }

    private boolean createOnly(boolean groupIndex) {
        try {
            client.createTable(TableDefinition.of(name, groupIndex));
            return true;
        } catch (ResourceInUseException exists) {
            return false;
        }
    }

    private void waitUntilActive() {
        try (DynamoDbWaiter waiter = waiter()) {
            waiter.waitUntilTableExists(request -> request.tableName(name));
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

    private <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StorageException(what + " table " + name + ": DynamoDB failed", e);
        }
    }
}
