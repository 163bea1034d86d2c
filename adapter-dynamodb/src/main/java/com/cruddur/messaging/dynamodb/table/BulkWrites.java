package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts many items, whether or not they are there. Where the table is throttled it waits, as {@link BulkReads} does. */
public final class BulkWrites {
    /** The most that a BatchWriteItem takes. */
    private static final int BATCH = 25;

    private static final String WHAT = "write to the table";

    private final DynamoDbClient client;
    private final String table;
    private final Duration patience;

    /** @param patience for one batch that is throttled */
    public BulkWrites(DynamoDbClient client, String table, Duration patience) {
        this.client = client;
        this.table = table;
        this.patience = patience;
    }

    /** Puts the items of these values, and tells the last value. */
    public <T> @Nullable T put(Iterator<T> values, Function<T, Map<String, AttributeValue>> item) {
        T last = null;
        List<WriteRequest> batch = new ArrayList<>();
        while (values.hasNext()) {
            last = values.next();
            Map<String, AttributeValue> attributes = item.apply(last);
            batch.add(WriteRequest.builder()
                    .putRequest(put -> put.item(attributes))
                    .build());
            if (batch.size() == BATCH || !values.hasNext()) {
                write(List.copyOf(batch));
                batch.clear();
            }
        }
        return last;
    }

    private void write(List<WriteRequest> batch) {
        Backoff backoff = new Backoff(patience);
        List<WriteRequest> open = batch;
        while (!open.isEmpty()) {
            open = send(open, backoff);
            if (!open.isEmpty()) {
                backoff.pause(WHAT, null);
            }
        }
    }

    /** The requests that DynamoDB has not processed. */
    private List<WriteRequest> send(List<WriteRequest> requests, Backoff backoff) {
        try {
            return client.batchWriteItem(write -> write.requestItems(Map.of(table, requests)))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
        } catch (SdkException | CancellationException e) {
            if (!(e instanceof AwsServiceException service && service.isThrottlingException())) {
                throw new StorageException(WHAT + ": DynamoDB failed", e);
            }
            backoff.pause(WHAT, e);
            return requests;
        }
    }
}
