package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes by transactions, each again until it is written or decided, while its patience lasts.
 *
 * <p>The SDK sends one call again, under one client request token, when its answer is lost; it does not try a cancelled
 * transaction again. That is done here, each time as a new call with a new token. So the conditions of a later call must show a write of an earlier one whose answer was lost.
 */
public final class Transactions {
    /** How long a write is tried again while others are in its way. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DynamoDbClient client;
    private final String table;
    private final Duration patience;
    private final Optional<Deadline> deadline;
    private final StoreClock clock;

    /** @param clock learns the time from each answer */
    public Transactions(DynamoDbClient client, String table, Duration patience, StoreClock clock) {
        this(client, table, patience, clock, Optional.empty());
    }

    /** @param deadline of a caller who waits */
    private Transactions(
            DynamoDbClient client, String table, Duration patience, StoreClock clock, Optional<Deadline> deadline) {
        this.client = client;
        this.table = table;
        this.patience = patience;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** The same for a caller who waits until then. */
    public Transactions within(Deadline sooner) {
        return new Transactions(client, table, patience, clock, Optional.of(sooner));
    }

    /** One thing to write, however often it takes. It may change its writes from one cancellation to the next. */
    interface Attempt<T> {
        /** Its name in an error message. */
        String name();

        void addTo(Writes writes);

        /** The answer once the writes are done. */
        T written();

        /** The answer that a cancellation means; empty to try again, with other writes or after a pause. */
        Optional<T> cancelled(Cancellation cancellation);

        /** A try may have been written: its answer was lost. Comes before {@link #cancelled} where that is called too. */
        default void maybeWritten() {}

        /** It is about to be tried later than it was made. */
        default void again() {}
    }

    /** The time that one write has, with its waits and its reads. */
    public Backoff start() {
        return new Backoff(patience, deadline);
    }

    /** @throws StorageException also when others were in the way until the time was over */
    public <T> T write(Attempt<T> attempt) {
        return write(attempt, start());
    }

    /** As {@link #write(Attempt)}, in what is left of a time that began before. */
    public <T> T write(Attempt<T> attempt, Backoff backoff) {
        while (true) {
            Writes writes = writes(attempt);
            backoff.checkCaller(attempt.name());
            try {
                send(writes, backoff);
                return attempt.written();
            } catch (TransactionCanceledException cancelled) {
                clock.saw(cancelled);
                if (wasSentAgain(cancelled)) {
                    attempt.maybeWritten();
                }
                Cancellation cancellation = Cancellation.of(writes.parts(), cancelled.cancellationReasons());
                Optional<T> answer = attempt.cancelled(cancellation);
                if (answer.isPresent()) {
                    return answer.get();
                }
                prepareNext(attempt, writes, cancellation, backoff, cancelled);
            } catch (SdkException | CancellationException e) {
                attempt.maybeWritten();
                pauseOrFail(attempt.name(), backoff, e);
            }
            attempt.again();
        }
    }

    private void send(Writes writes, Backoff backoff) {
        clock.saw(client.transactWriteItems(request -> {
            request.transactItems(writes.inOrder());
            backoff.limit(request);
        }));
    }

    private <T> void prepareNext(
            Attempt<T> attempt, Writes last, Cancellation cancellation, Backoff backoff, SdkException cause) {
        boolean changed = !writes(attempt).inOrder().equals(last.inOrder());
        if (changed) {
            backoff.check(attempt.name(), cause);
        } else if (cancellation.throttled()) {
            backoff.pause(attempt.name(), cause);
        } else if (cancellation.passing()) {
            backoff.pauseForRivals(attempt.name(), cause);
        } else {
            throw new ContradictionException(attempt.name(), cancellation);
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
    public Optional<Item> settled(String name, Map<String, AttributeValue> key) {
        return Optional.ofNullable(settled(name, List.of(key)).get(key));
    }

    /** The items of these keys, those that exist, as they were at one moment, after all transactions on any of them. */
    public Map<Map<String, AttributeValue>, Item> settled(String name, List<Map<String, AttributeValue>> keys) {
        return settled(name, start(), keys);
    }

    /** The item of a message. Once this returns, every reader sees the message and its head. */
    public Optional<Item> settled(String name, Backoff backoff, Message message) {
        Map<String, AttributeValue> key = Keys.message(message.group(), TimeText.of(message.createdAt()));
        return Optional.ofNullable(
                settled(name, backoff, List.of(key, Keys.head(message.group()))).get(key));
    }

    private Map<Map<String, AttributeValue>, Item> settled(
            String name, Backoff backoff, List<Map<String, AttributeValue>> keys) {
        List<TransactGetItem> gets = keys.stream()
                .map(key -> TransactGetItem.builder()
                        .get(it -> it.tableName(table).key(key))
                        .build())
                .toList();
        while (true) {
            backoff.checkCaller(name);
            try {
                TransactGetItemsResponse response = client.transactGetItems(request -> {
                    request.transactItems(gets);
                    backoff.limit(request);
                });
                clock.saw(response);
                return response.responses().stream()
                        .map(ItemResponse::item)
                        .filter(it -> !it.isEmpty())
                        .map(Item::new)
                        .collect(Collectors.toMap(Item::key, Function.identity()));
            } catch (TransactionCanceledException cancelled) {
                clock.saw(cancelled);
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
