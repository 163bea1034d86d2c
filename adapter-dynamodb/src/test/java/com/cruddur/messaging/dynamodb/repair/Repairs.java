package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.LocalDynamoDb;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.table.Backoff;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Repairs that wait shorter than in production, and findings to compare theirs with. */
public final class Repairs {
    private Repairs() {}

    public static TableRepair repair(DynamoDbClient client, String table, Duration settling) {
        return repair(client, table, () -> Backoff.elapse("check the table", settling));
    }

    /** @param settling waits between the two looks at a suspicion */
    public static TableRepair repair(DynamoDbClient client, String table, Runnable settling) {
        return new TableRepair(client, table, LocalDynamoDb.PATIENCE, settling);
    }

    public static Finding finding(Kind kind, UUID group) {
        return Finding.of(kind, group);
    }

    public static Finding unreadable(ItemKey item) {
        return Finding.unreadable(item);
    }
}
