package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.port.MessageStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract, on the real DynamoDB Local. */
class DynamoDbStoreTest implements StoreContract {
    private static DynamoDbClient client;
    private static DynamoDbStore store;

    @BeforeAll
    static void createTable() {
        client = LocalDynamoDb.client();
        store = new DynamoDbStore(client, LocalDynamoDb.newTable(false), LocalDynamoDb.PATIENCE, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        store.close();
        client.close();
    }

    @Override
    public MessageStore store() {
        return store;
    }
}
