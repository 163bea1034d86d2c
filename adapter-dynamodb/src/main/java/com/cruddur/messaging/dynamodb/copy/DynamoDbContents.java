package com.cruddur.messaging.dynamodb.copy;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.write.IdempotencyRecords;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.port.UsedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The contents of a table. Only groups with a head are given: adopt the groups of the reference first. {@link #groups} and {@link
 * #usedKeys} each read the whole table, strongly. While the table is throttled, every method waits, up to a minute a page.
 */
public final class DynamoDbContents implements StoreContents {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BulkReads reads;
    private final GroupImport imports;
    private final Consumer<UnreadableItemException> unreadable;

    /**
     * @param client stays open; it belongs to the caller
     * @param unreadable gets each item that cannot be read, on the caller's thread; it is left out
     */
    public DynamoDbContents(DynamoDbClient client, String table, Consumer<UnreadableItemException> unreadable) {
        reads = new BulkReads(client, table, PATIENCE);
        imports = new GroupImport(client, table, PATIENCE);
        this.unreadable = unreadable;
    }

    @Override
    public void groups(Consumer<StoredGroup> each) {
        reads.scan(page -> {
            List<Item> heads = page.stream().filter(it -> isOf(it, "HEAD#")).toList();
            Map<Map<String, AttributeValue>, Item> others = reads.all(heads.stream()
                    .flatMap(it -> readable(it, DynamoDbContents::group).stream())
                    .flatMap(it -> Stream.of(Keys.pair(it), Keys.rows(it.uuid())))
                    .toList());
            heads.forEach(head -> readable(head, it -> stored(it, others)).ifPresent(each));
        });
    }

    @Override
    public Optional<StoredGroup> find(UUID group) {
        return reads.get(Keys.head(group))
                .flatMap(head ->
                        readable(head, it -> stored(it, reads.all(List.of(Keys.pair(group(it)), Keys.rows(group))))));
    }

    @Override
    public Stream<Message> messages(UUID group) {
        return reads.items(Keys.messages(group))
                .flatMap(item -> readable(item, it -> Items.message(group, it)).stream());
    }

    @Override
    public void usedKeys(Instant since, Consumer<UsedKey> each) {
        reads.scan(page -> page.stream()
                .filter(it -> isOf(it, "SENT#"))
                .flatMap(it -> readable(it, DynamoDbContents::key).stream())
                .filter(it -> !it.usedAt().isBefore(since))
                .forEach(each));
    }

    @Override
    public void add(StoredGroup group, Stream<Message> messages) {
        imports.run(group, messages.iterator());
    }

    @Override
    public boolean add(UsedKey key) {
        return imports.add(key);
    }

    private static boolean isOf(Item item, String kind) {
        return item.find(Keys.PK).filter(it -> it.startsWith(kind)).isPresent();
    }

    private <T> Optional<T> readable(Item item, Function<Item, T> reader) {
        try {
            return Optional.of(reader.apply(item));
        } catch (UnreadableItemException e) {
            unreadable.accept(e);
            return Optional.empty();
        }
    }

    private static MessageGroup group(Item head) {
        return Items.group(head.owner(), head);
    }

    /** @param others its pair item and its rows item */
    private static StoredGroup stored(Item head, Map<Map<String, AttributeValue>, Item> others) {
        MessageGroup group = group(head);
        Item pair = others.get(Keys.pair(group));
        Optional<Item> rows = Optional.ofNullable(others.get(Keys.rows(group.uuid())));
        boolean extra = pair == null || !pair.keyUuid(Keys.GROUP_UUID).equals(group.uuid());
        return new StoredGroup(
                group.uuid(),
                List.of(MemberSlot.LOWER.user(head), MemberSlot.HIGHER.user(head)),
                head.time(Keys.MESSAGE_CREATED_AT),
                extra,
                Stream.of(MemberSlot.values())
                        .map(it -> reading(
                                it.sentBy(head),
                                rows.map(item -> Horizon.of(it, item)).orElse(Horizon.NONE)))
                        .toList());
    }

    private static ReadState reading(long sent, Horizon horizon) {
        return new ReadState(sent, horizon.read(), horizon.time().orElse(null));
    }

    private static UsedKey key(Item sent) {
        Message answer = IdempotencyRecords.message(sent, sent.owner(), "");
        return new UsedKey(
                answer.sender().uuid(),
                new Idempotency(sent.as(it -> new IdempotencyKey(it.text(Keys.SK))), sent.text(Keys.FINGERPRINT)),
                Instant.ofEpochSecond(sent.number(Keys.EXPIRES_AT)).minus(Idempotency.KEPT),
                answer.group(),
                answer.createdAt());
    }
}
