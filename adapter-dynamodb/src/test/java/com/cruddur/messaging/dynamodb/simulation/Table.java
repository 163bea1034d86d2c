package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.dynamodb.simulation.Key.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * DynamoDB, as far as the handlers see it: partitions of sorted items, strongly consistent reads, all-or-nothing
 * transactions with conditions, an index of the rows by group that lags, and the stream. Each call is one instant.
 */
final class Table {
    private final Map<Kind, Map<UUID, TreeMap<Long, Item>>> partitions = new EnumMap<>(Kind.class);
    private final Map<Key, Item.Row> index = new LinkedHashMap<>();
    private final Deque<Write> unindexed = new ArrayDeque<>();
    private final SplittableRandom random;
    private final List<Change> stream;
    private int writes;

    /** @param stream receives the changes */
    Table(SplittableRandom random, List<Change> stream) {
        this.random = random;
        this.stream = stream;
    }

    /** How many writes were done so far. */
    int writes() {
        return writes;
    }

    <T extends Item> Optional<T> get(Key key, Class<T> type) {
        return Optional.ofNullable(type.cast(find(key)));
    }

    /** Every item of a partition, by time. */
    TreeMap<Long, Item> query(Kind kind, UUID of) {
        return partitions.computeIfAbsent(kind, it -> new HashMap<>()).computeIfAbsent(of, it -> new TreeMap<>());
    }

    /** A group's rows as the index has them: now and then, some of the last writes have not arrived yet. */
    List<Item.Row> queryIndex(UUID group) {
        int arrived = random.nextInt(16) == 0 ? random.nextInt(unindexed.size() + 1) : unindexed.size();
        for (; arrived > 0; arrived--) {
            Write write = unindexed.remove();
            index.remove(write.key());
            write.item().ifPresent(row -> index.put(write.key(), (Item.Row) row));
        }
        return index.values().stream().filter(row -> row.group().equals(group)).toList();
    }

    /** @return the items whose conditions do not hold; when there are none all was written, else nothing */
    List<Key> write(Collection<Write> transaction) {
        List<Key> refused = new ArrayList<>(0);
        for (Write write : transaction) {
            if (!write.condition().test(find(write.key()))) {
                refused.add(write.key());
            }
        }
        if (refused.isEmpty()) {
            transaction.forEach(this::apply);
        }
        return refused;
    }

    private Item find(Key key) {
        return query(key.kind(), key.of()).get(key.time());
    }

    private void apply(Write write) {
        writes++;
        Key key = write.key();
        TreeMap<Long, Item> partition = query(key.kind(), key.of());
        boolean existed = partition.remove(key.time()) != null;
        write.item().ifPresent(item -> partition.put(key.time(), item));
        if (key.kind() == Kind.GRP) {
            unindexed.add(write);
        }
        if (key.kind() == Kind.MSG
                || key.kind() == Kind.GRP && existed && write.item().isEmpty()) {
            stream.add(new Change(key, write.item()));
        }
    }
}
