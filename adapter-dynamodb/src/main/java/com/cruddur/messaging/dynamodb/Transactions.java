package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes by transactions, each again until it is written or decided, while its patience lasts.
 *
 * <p>The SDK sends one call again, under one client request token, when its answer is lost; it does not try a cancelled
 * transaction again. That is done here, each time as a new call with a new token. So what an earlier call wrote without our
 * knowing must show in the conditions of the later ones.
 */
final class Transactions {
    /** How long a write is tried again while others are in its way. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DynamoDbClient client;
    private final String table;
    private final Duration patience;

    Transactions(DynamoDbClient client, String table, Duration patience) {
        this.client = client;
        this.table = table;
        this.patience = patience;
    }

    /** One thing to write, however often it takes. It may change its writes from one cancellation to the next. */
    interface Attempt<T> {
        /** What it is, for an error message. */
        String name();

        void addTo(Writes writes);

        /** The answer once the writes are done. */
        T written();

        /** The answer that a cancellation means; empty to try again, with other writes or after a pause. */
        Optional<T> cancelled(Cancellation cancellation);
    }

    /** @throws StorageException also when others were in the way until patience was over */
    <T> T write(Attempt<T> attempt) {
        Backoff backoff = new Backoff(patience);
        boolean uncertain = false;
        while (true) {
            Writes writes = writes(attempt);
            try {
                client.transactWriteItems(request -> request.transactItems(writes.inOrder()));
                return attempt.written();
            } catch (TransactionCanceledException cancelled) {
                uncertain |= wasSentAgain(cancelled);
                Cancellation cancellation = Cancellation.of(writes.parts(), cancelled.cancellationReasons(), uncertain);
                Optional<T> answer = attempt.cancelled(cancellation);
                if (answer.isPresent()) {
                    return answer.get();
                }
                prepareNext(attempt, writes, cancellation, backoff, cancelled);
            } catch (SdkException | CancellationException e) {
                pauseOrFail(attempt.name(), backoff, e);
                uncertain = true;
            }
        }
    }

    private <T> void prepareNext(
            Attempt<T> attempt, Writes last, Cancellation cancellation, Backoff backoff, SdkException cause) {
        boolean changed = !writes(attempt).inOrder().equals(last.inOrder());
        if (changed) {
            backoff.check(attempt.name(), cause);
        } else if (cancellation.passing()) {
            backoff.pause(attempt.name(), cause);
        } else {
            throw new StorageException(attempt.name() + ": the table's items contradict each other", cause);
        }
    }

    private <T> Writes writes(Attempt<T> attempt) {
        Writes writes = new Writes(table);
        attempt.addTo(writes);
        return writes;
    }

    /**
     * An item, after all transactions on it that are under way. A plain read, also a consistent one, may miss what such a
     * transaction is about to write to it though it has already written its other items.
     */
    Optional<Item> settled(String name, Map<String, AttributeValue> key) {
        TransactGetItem get = TransactGetItem.builder()
                .get(it -> it.tableName(table).key(key))
                .build();
        Backoff backoff = new Backoff(patience);
        while (true) {
            try {
                TransactGetItemsResponse response = client.transactGetItems(request -> request.transactItems(get));
                return Optional.of(response.responses().get(0).item())
                        .filter(it -> !it.isEmpty())
                        .map(Item::new);
            } catch (TransactionCanceledException cancelled) {
                backoff.pause(name, cancelled);
            } catch (SdkException | CancellationException e) {
                pauseOrFail(name, backoff, e);
            }
        }
    }

    /** @param e the SDK lets a {@link CancellationException} through when its time is over while it waits for a connection */
    private static void pauseOrFail(String name, Backoff backoff, RuntimeException e) {
        boolean busy = e instanceof TransactionInProgressException
                || (e instanceof AwsServiceException service && service.isThrottlingException());
        if (!busy) {
            throw new StorageException(name + ": DynamoDB failed", e);
        }
        backoff.pause(name, e);
    }

    private static boolean wasSentAgain(SdkException e) {
        return e.numAttempts() != null && e.numAttempts() > 1;
    }
}
