package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Clock;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract, on the real DynamoDB Local. */
class DynamoDbStoreTest implements StoreContract {
    private static DynamoDbClient client;
    private static DynamoDbStore store;

    @BeforeAll
    static void createTable() {
        client = LocalDynamoDb.client();
        store = new DynamoDbStore(
                client,
                LocalDynamoDb.newTable(false),
                LocalDynamoDb.PATIENCE,
                Clock.systemUTC(),
                LocalDynamoDb.SETTLED);
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

    @Override
    public int volume(int full) {
        return Volume.of(full);
    }

    /** It may be stored, and nobody else need come by. */
    @Test
    void aPostWhoseAnswerIsLostIsFollowedUp() {
        Faults faults = new Faults();
        String table = LocalDynamoDb.newTable(false);
        Talk talk = new Talk(client, table);
        NewMessage message =
                new NewMessage(UUID.randomUUID(), talk.one, new MessageText("second"), talk.begun.plusSeconds(1));
        try (DynamoDbClient faulty = LocalDynamoDb.client(faults);
                DynamoDbStore posting = new DynamoDbStore(faulty, table)) {
            assertThat(posting.groups().find(talk.group.uuid())).isPresent();
            faults.arm(Faults.Kind.ANSWER_LOST, Faults.Scope.ONE_CALL, 1);
            assertThatThrownBy(() -> posting.messages().append(talk.group.uuid(), message))
                    .isInstanceOf(StorageException.class);
            Awaitility.await("the rows at the message")
                    .atMost(LocalDynamoDb.PATIENCE)
                    .until(() -> talk.entryOf(talk.two).preview().equals("second"));
        }
    }
}
