package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.port.Deadline;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Strongly consistent reads of the table. */
final class Table {
    private static final String ALL = Keys.PK + " = :pk";
    private static final String BEFORE = ALL + " AND " + Keys.SK + " < :position";

    private final DynamoDbClient client;
    private final String name;
    private final Duration patience;
    private final Optional<Deadline> deadline;
    private final StoreClock clock;

    Table(DynamoDbClient client, String name, Duration patience) {
        this(client, name, patience, Optional.empty());
    }

    /** @param deadline of a caller who waits */
    Table(DynamoDbClient client, String name, Duration patience, Optional<Deadline> deadline) {
        this.client = client;
        this.name = name;
        this.patience = patience;
        this.deadline = deadline;
        this.clock = StoreClock.of(client);
    }

    /** The same for a caller who waits until then. */
    Table within(Deadline sooner) {
        return new Table(client, name, patience, Optional.of(sooner));
    }

    Optional<Item> get(String what, Map<String, AttributeValue> key) {
        Backoff backoff = new Backoff(patience, deadline);
        backoff.check(what, null);
        Map<String, AttributeValue> item = call(
                        what,
                        () -> client.getItem(get -> {
                            get.tableName(name).key(key).consistentRead(true);
                            backoff.limit(get);
                        }))
                .item();
        return Optional.of(item).filter(it -> !it.isEmpty()).map(Item::new);
    }

    /** Items by their partition keys; those that do not exist are not in it. They are not read at one and the same moment. */
    Map<String, Item> getAll(String what, List<Map<String, AttributeValue>> keys, boolean consistent) {
        Backoff backoff = new Backoff(patience);
        Map<String, Item> found = new HashMap<>();
        Map<String, KeysAndAttributes> asked = Map.of(
                name,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(consistent)
                        .build());
        while (true) {
            Map<String, KeysAndAttributes> open = asked;
            BatchGetItemResponse response = call(what, () -> client.batchGetItem(get -> get.requestItems(open)));
            for (Map<String, AttributeValue> item : response.responses().getOrDefault(name, List.of())) {
                found.put(item.get(Keys.PK).s(), new Item(item));
            }
            if (response.unprocessedKeys().isEmpty()) {
                return found;
            }
            asked = response.unprocessedKeys();
            backoff.pause(what, null);
        }
    }

    /**
     * A page of a partition, in descending order of the sort keys, which are the positions.
     *
     * @param position only what comes before it; empty for all
     */
    <T> Page<T> newestFirst(
            String what, String partition, Optional<String> position, int limit, Function<Item, T> reader) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> last = Map.of();
        do {
            // One more than asked for tells whether a page follows. DynamoDB stops at 1 MB too.
            QueryRequest request = query(partition, position, limit + 1 - items.size(), last);
            QueryResponse response = call(what, () -> client.query(request));
            items.addAll(response.items());
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty() && items.size() <= limit);
        boolean more = items.size() > limit;
        List<Map<String, AttributeValue>> shown = more ? items.subList(0, limit) : items;
        Optional<String> next =
                more ? Optional.of(shown.get(limit - 1).get(Keys.SK).s()) : Optional.empty();
        return new Page<>(shown.stream().map(Item::new).map(reader).toList(), next);
    }

    private QueryRequest query(
            String partition, Optional<String> position, int limit, Map<String, AttributeValue> last) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Keys.string(partition)));
        position.ifPresent(it -> values.put(":position", Keys.string(it)));
        return QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(position.isPresent() ? BEFORE : ALL)
                .expressionAttributeValues(values)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .exclusiveStartKey(last.isEmpty() ? null : last)
                .build();
    }

    private <T extends SdkResponse> T call(String what, Supplier<T> call) {
        try {
            T response = call.get();
            clock.saw(response);
            return response;
        } catch (SdkException | CancellationException e) {
            throw new StorageException(what + ": DynamoDB failed", e);
        }
    }
}
