package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract, on the real DynamoDB Local. */
class DynamoDbStoreTest implements StoreContract {
    private static DynamoDbClient client;
    private static Messages messages;
    private static MessageGroups groups;

    @BeforeAll
    static void createTable() {
        client = LocalDynamoDb.client();
        String table = LocalDynamoDb.newTable(false);
        messages = new DynamoDbMessages(client, table);
        groups = new DynamoDbMessageGroups(client, table);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public MessageGroups groups() {
        return groups;
    }
}
