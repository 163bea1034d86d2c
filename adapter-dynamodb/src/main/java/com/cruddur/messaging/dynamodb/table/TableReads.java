package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.port.StorageException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Strongly consistent reads of the table. */
public final class TableReads {
    private static final String ALL = Keys.PK + " = :pk";
    private static final String BEFORE = ALL + " AND " + Keys.SK + " < :position";

    private static final String FIRST = " ";
    private static final String LAST = "~";

    private static final Logger LOG = LoggerFactory.getLogger(TableReads.class);
    private static final int REMEMBERED = 10_000;
    private static final Duration REMINDER = Duration.ofHours(1);

    private final DynamoDbClient client;
    private final String name;
    private final Duration patience;
    private final Optional<Deadline> deadline;
    private final StoreClock clock;
    /** Lists are read again and again: each item is logged once in an hour. */
    private final Cache<ItemKey, UnreadableItemException> logged;

    /** @param clock learns the time from each answer */
    public TableReads(DynamoDbClient client, String name, Duration patience, StoreClock clock) {
        this(
                client,
                name,
                patience,
                clock,
                Optional.empty(),
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(REMINDER)
                        .build());
    }

    /** @param deadline of a caller who waits */
    private TableReads(
            DynamoDbClient client,
            String name,
            Duration patience,
            StoreClock clock,
            Optional<Deadline> deadline,
            Cache<ItemKey, UnreadableItemException> logged) {
        this.client = client;
        this.name = name;
        this.patience = patience;
        this.deadline = deadline;
        this.clock = clock;
        this.logged = logged;
    }

    /** The same for a caller who waits until then. */
    public TableReads within(Deadline sooner) {
        return new TableReads(client, name, patience, clock, Optional.of(sooner), logged);
    }

    public Optional<Item> get(String what, Map<String, AttributeValue> key) {
        Backoff backoff = new Backoff(patience, deadline);
        backoff.checkCaller(what);
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
    public Map<String, Item> getAll(String what, List<Map<String, AttributeValue>> keys) {
        Backoff backoff = new Backoff(patience);
        Map<String, Item> found = new HashMap<>();
        Map<String, KeysAndAttributes> asked = Map.of(
                name,
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        while (true) {
            Map<String, KeysAndAttributes> open = asked;
            BatchGetItemResponse response = call(what, () -> client.batchGetItem(get -> get.requestItems(open)));
            for (Map<String, AttributeValue> item : response.responses().getOrDefault(name, List.of())) {
                found.put(new Item(item).text(Keys.PK), new Item(item));
            }
            if (response.unprocessedKeys().isEmpty()) {
                return found;
            }
            asked = response.unprocessedKeys();
            backoff.pause(what, null);
        }
    }

    /**
     * A page of a partition, in descending order of the sort keys, which are the positions. An item that cannot be read is left
     * out and logged; what follows the page does not depend on it.
     *
     * @param position only what comes before it; empty for all
     */
    public <T> Page<T> newestFirst(
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
        Optional<String> next = more ? Optional.of(new Item(shown.get(limit - 1)).sortKey()) : Optional.empty();
        return new Page<>(Item.readable(shown, reader, this::log), next);
    }

    /**
     * A page of a partition whose sort keys are times, in ascending order. An item that cannot be read is left out and logged; one whose key
     * is no time has no place in this order.
     *
     * @return the position is the time of the last item, as {@link Instant#toString} writes it
     */
    public <T> Page<T> oldestFirst(String what, String partition, Instant after, int limit, Function<Item, T> reader) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> last = Map.of();
        do {
            QueryRequest request = range(partition, TimeText.nearest(after), LAST, last)
                    .limit(limit + 1 - items.size())
                    .build();
            QueryResponse response = call(what, () -> client.query(request));
            response.items().stream().filter(it -> isAfter(it, after)).forEach(items::add);
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty() && items.size() <= limit);
        boolean more = items.size() > limit;
        List<Map<String, AttributeValue>> shown = more ? items.subList(0, limit) : items;
        Optional<String> next =
                more ? Optional.of(new Item(shown.get(limit - 1)).time(Keys.SK).toString()) : Optional.empty();
        return new Page<>(Item.readable(shown, reader, this::log), next);
    }

    /** Keys of another form have an order of texts that is not that of the times. */
    private static boolean isAfter(Map<String, AttributeValue> item, Instant time) {
        Item read = new Item(item);
        return read.hasTime(Keys.SK) && read.time(Keys.SK).isAfter(time);
    }

    /** The senders of the messages of a partition that are later than a time and not later than another, both as texts. */
    public TimedSenders senders(String what, String partition, String after, String upTo) {
        TimedSenders senders = new TimedSenders();
        Map<String, AttributeValue> last = Map.of();
        if (upTo.compareTo(after + KeyRange.JUST_AFTER) < 0) {
            return senders;
        }
        do {
            QueryResponse response =
                    query(what, range(partition, after, upTo, last).projectionExpression(TimedSenders.ATTRIBUTES));
            response.items().stream().map(Item::new).forEach(senders::add);
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
        return senders;
    }

    /** The time of the newest message of a partition that is not later than a time, as text that can be compared with keys. */
    public Optional<String> newestAtOrBefore(String what, String partition, Instant upTo) {
        Map<String, AttributeValue> last = Map.of();
        do {
            QueryResponse response = query(
                    what,
                    range(partition, FIRST, TimeText.nearest(upTo), last)
                            .scanIndexForward(false)
                            .limit(1));
            Optional<String> found = response.items().stream()
                    .map(Item::new)
                    .filter(it -> it.hasTime(Keys.SK))
                    .map(it -> TimeText.ours(it.sortKey()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
        return Optional.empty();
    }

    private QueryResponse query(String what, QueryRequest.Builder request) {
        Backoff backoff = new Backoff(patience, deadline);
        backoff.checkCaller(what);
        backoff.limit(request);
        return call(what, () -> client.query(request.build()));
    }

    private QueryRequest.Builder range(String partition, String after, String upTo, Map<String, AttributeValue> last) {
        return KeyRange.of(QueryRequest.builder(), partition, after, upTo)
                .tableName(name)
                .exclusiveStartKey(last.isEmpty() ? null : last);
    }

    private void log(UnreadableItemException unreadable) {
        if (logged.asMap().putIfAbsent(unreadable.item(), unreadable) == null) {
            LOG.warn("left out of a list: {}", unreadable.getMessage());
        }
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
