package com.cruddur.messaging.dynamodb.table;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Strongly consistent reads of many items, a page in memory at a time. Where the table is throttled they wait: a whole table is
 * read at the speed that it has, and not at a deadline.
 */
public final class BulkReads {
    private static final int BATCH = 100;
    private static final String WHAT = "read the table";

    private final DynamoDbClient client;
    private final String table;
    private final Duration patience;

    /** @param patience for one page that is throttled */
    public BulkReads(DynamoDbClient client, String table, Duration patience) {
        this.client = client;
        this.table = table;
        this.patience = patience;
    }

    /** All items, in pages of up to 1 MB. The items of a partition follow one another. */
    public void scan(Consumer<List<Item>> pages) {
        Map<String, AttributeValue> last = Map.of();
        do {
            Map<String, AttributeValue> start = last;
            ScanResponse response = call(() -> client.scan(scan ->
                    scan.tableName(table).consistentRead(true).exclusiveStartKey(start.isEmpty() ? null : start)));
            pages.accept(response.items().stream().map(Item::new).toList());
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
    }

    public Optional<Item> get(Map<String, AttributeValue> key) {
        return Optional.ofNullable(all(List.of(key)).get(key));
    }

    /** The items of these keys, those that exist. They are not read at one and the same moment. */
    public Map<Map<String, AttributeValue>, Item> all(Collection<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> open =
                new ArrayList<>(keys.stream().distinct().toList());
        Map<Map<String, AttributeValue>, Item> found = new HashMap<>();
        Backoff backoff = new Backoff(patience);
        while (!open.isEmpty()) {
            List<Map<String, AttributeValue>> batch = open.subList(0, Math.min(BATCH, open.size()));
            KeysAndAttributes asked =
                    KeysAndAttributes.builder().keys(batch).consistentRead(true).build();
            BatchGetItemResponse response =
                    call(() -> client.batchGetItem(get -> get.requestItems(Map.of(table, asked))));
            batch.clear();
            response.responses().getOrDefault(table, List.of()).stream()
                    .map(Item::new)
                    .forEach(it -> found.put(it.key(), it));
            if (response.hasUnprocessedKeys() && !response.unprocessedKeys().isEmpty()) {
                response.unprocessedKeys().values().forEach(it -> open.addAll(it.keys()));
                backoff.pause(WHAT, null);
            } else {
                backoff = new Backoff(patience);
            }
        }
        return found;
    }

    public boolean isEmpty(String partition) {
        return query(partition, Map.of(), Optional.empty(), Optional.of(1))
                .items()
                .isEmpty();
    }

    /** The senders of the messages of a partition that are later than a time and not later than another, both as texts. */
    public TimedSenders senders(String partition, String after, String upTo) {
        TimedSenders senders = new TimedSenders();
        Map<String, AttributeValue> last = Map.of();
        if (upTo.compareTo(after + KeyRange.JUST_AFTER) < 0) {
            return senders;
        }
        do {
            Map<String, AttributeValue> start = last;
            QueryResponse response = call(() -> client.query(query -> KeyRange.of(query, partition, after, upTo)
                    .tableName(table)
                    .projectionExpression(TimedSenders.ATTRIBUTES)
                    .exclusiveStartKey(start.isEmpty() ? null : start)));
            response.items().stream().map(Item::new).forEach(senders::add);
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
        return senders;
    }

    /** All items of a partition in ascending order of their sort keys. */
    public void partition(String partition, Consumer<Item> items) {
        partition(partition, Optional.empty(), items);
    }

    /** All items of a partition in ascending order of their sort keys, read as the stream goes on. */
    public Stream<Item> items(String partition) {
        return Stream.<@Nullable QueryResponse>iterate(
                        page(partition, Map.of()),
                        page -> page != null,
                        page -> page == null || page.lastEvaluatedKey().isEmpty()
                                ? null
                                : page(partition, page.lastEvaluatedKey()))
                .flatMap(page -> requireNonNull(page).items().stream().map(Item::new));
    }

    private QueryResponse page(String partition, Map<String, AttributeValue> start) {
        return query(partition, start, Optional.empty(), Optional.empty());
    }

    /**
     * A member's rows of a group, in ascending order of their places. It costs what all the member's rows cost. A place that is no
     * time is none: such a row cannot be moved.
     */
    public List<Item> rows(String inbox, String group) {
        List<Item> rows = new ArrayList<>();
        partition(inbox, Optional.of(group), row -> {
            if (row.hasTime(Keys.SK)) {
                rows.add(row);
            }
        });
        return rows;
    }

    private void partition(String partition, Optional<String> group, Consumer<Item> items) {
        Map<String, AttributeValue> last = Map.of();
        do {
            QueryResponse response = query(partition, last, group, Optional.empty());
            response.items().stream().map(Item::new).forEach(items);
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
    }

    private QueryResponse query(
            String partition, Map<String, AttributeValue> start, Optional<String> group, Optional<Integer> limit) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Keys.string(partition)));
        group.ifPresent(it -> values.put(":group", Keys.string(it)));
        return call(() -> client.query(query -> query.tableName(table)
                .keyConditionExpression(Keys.PK + " = :pk")
                .filterExpression(group.map(it -> Keys.IS_ROW_OF_GROUP).orElse(null))
                .expressionAttributeValues(values)
                .consistentRead(true)
                .limit(limit.orElse(null))
                .exclusiveStartKey(start.isEmpty() ? null : start)));
    }

    private <T> T call(Supplier<T> call) {
        Backoff backoff = new Backoff(patience);
        while (true) {
            try {
                return call.get();
            } catch (SdkException | CancellationException e) {
                if (!(e instanceof AwsServiceException service && service.isThrottlingException())) {
                    throw new StorageException(WHAT + ": DynamoDB failed", e);
                }
                backoff.pause(WHAT, e);
            }
        }
    }
}
