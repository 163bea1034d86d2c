package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.GroupAdoption;
import com.cruddur.messaging.dynamodb.write.GroupAdoption.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Adopts the groups of the reference system, as the pages of a scan show them. */
final class Adoption {
    private final BulkReads reads;
    private final GroupAdoption adoption;
    private final Function<UUID, Optional<User>> directory;
    /** Groups whose messages alone did not tell the members; on the next page they would be read all over again. */
    private Set<UUID> unknown = new HashSet<>();

    Adoption(BulkReads reads, GroupAdoption adoption, Function<UUID, Optional<User>> directory) {
        this.reads = reads;
        this.adoption = adoption;
        this.directory = directory;
    }

    /** Adopts the groups of these whose members a row or a pair item tells. */
    long byRows(Map<UUID, ScannedGroup> seen) {
        return headless(seen).entrySet().stream()
                .filter(it ->
                        !it.getValue().rows().isEmpty() || it.getValue().named().isPresent())
                .filter(it -> adopt(it.getKey(), it.getValue(), new HashSet<>()).equals(Optional.of(Result.ADOPTED)))
                .count();
    }

    /**
     * Adopts the others.
     *
     * @param duplicates gets groups that first contacts do not go to because of this
     * @param left gets the groups that cannot be adopted
     */
    long byMessages(Map<UUID, ScannedGroup> seen, Set<UUID> duplicates, Consumer<Finding> left) {
        long adopted = 0;
        Set<UUID> losing = new HashSet<>();
        Set<UUID> unknownBefore = unknown;
        unknown = new HashSet<>();
        for (Map.Entry<UUID, ScannedGroup> entry : headless(seen).entrySet()) {
            UUID group = entry.getKey();
            Optional<Result> result = unknownBefore.contains(group)
                    ? Optional.of(Result.MEMBERS_UNKNOWN)
                    : adopt(group, entry.getValue(), losing);
            if (result.equals(Optional.of(Result.ADOPTED))) {
                adopted++;
            } else if (result.equals(Optional.of(Result.CONTESTED))) {
                left.accept(Finding.of(Kind.ROWS_CONTESTED, group));
            } else if (result.equals(Optional.of(Result.MEMBERS_UNKNOWN))) {
                reportUnknown(group, entry.getValue(), left);
            }
        }
        losing.stream().filter(duplicates::add).forEach(it -> left.accept(Finding.of(Kind.DUPLICATE_GROUP, it)));
        return adopted;
    }

    /** Where a group has messages, a page with some of them reports it. */
    private void reportUnknown(UUID group, ScannedGroup seen, Consumer<Finding> left) {
        boolean byRows = !seen.rows().isEmpty() && reads.isEmpty(Keys.messages(group));
        if (seen.messages() || byRows) {
            left.accept(Finding.of(Kind.MEMBERS_UNKNOWN, group));
            if (seen.rows().isEmpty()) {
                unknown.add(group);
            }
        }
    }

    private Map<UUID, ScannedGroup> headless(Map<UUID, ScannedGroup> seen) {
        List<Map<String, AttributeValue>> keys =
                seen.keySet().stream().map(Keys::head).toList();
        Map<Map<String, AttributeValue>, Item> heads = reads.all(keys);
        Map<UUID, ScannedGroup> headless = new LinkedHashMap<>();
        seen.forEach((uuid, group) -> {
            if (!heads.containsKey(Keys.head(uuid)) && !group.head()) {
                headless.put(uuid, group);
            }
        });
        return headless;
    }

    /** Empty where one of its items cannot be read. */
    private Optional<Result> adopt(UUID uuid, ScannedGroup seen, Set<UUID> losing) {
        try {
            Optional<Item> row = seen.rows().stream().findFirst();
            return Optional.of(adoption.adopt(uuid, seen.named(), row, directory, losing));
        } catch (UnreadableItemException reportedByTheScan) {
            return Optional.empty();
        }
    }

    /**
     * Looks after the groups that have a head: moves the rows of those that an earlier run adopted and did not move any more, and
     * lets first contacts go to the most recent group of a pair, also where another has become that since it was adopted.
     *
     * @param duplicates gets those groups of these, and of their pairs, that first contacts do not go to
     */
    void finish(Map<UUID, ScannedGroup> seen, Set<UUID> duplicates, Consumer<Finding> left) {
        List<UUID> withHead = seen.entrySet().stream()
                .filter(it -> it.getValue().head())
                .map(Map.Entry::getKey)
                .toList();
        Map<Map<String, AttributeValue>, Item> items = new HashMap<>(reads.all(withHead.stream()
                .flatMap(it -> GroupItems.firstKeys(it).stream())
                .toList()));
        List<GroupItems> groups =
                withHead.stream().map(it -> new GroupItems(it, items)).toList();
        List<Map<String, AttributeValue>> pairs = new ArrayList<>();
        groups.forEach(group -> readable(() -> pairs.add(group.pairKey())));
        items.putAll(reads.all(pairs));
        for (GroupItems group : groups) {
            readable(() -> moveRows(group, left));
            readable(() -> losing(group)
                    .filter(duplicates::add)
                    .ifPresent(it -> left.accept(Finding.of(Kind.DUPLICATE_GROUP, it))));
        }
    }

    private static void readable(Runnable work) {
        try {
            work.run();
        } catch (UnreadableItemException reportedByTheScan) {
            return;
        }
    }

    private void moveRows(GroupItems group, Consumer<Finding> left) {
        if (group.areRowsBehind() && adoption.refresh(group.uuid()) == Result.CONTESTED) {
            left.accept(Finding.of(Kind.ROWS_CONTESTED, group.uuid()));
        }
    }

    /** The pair is read again: another group on the same page may have got it. */
    private Optional<UUID> losing(GroupItems group) {
        if (group.at(group.pairKey()).flatMap(it -> otherThan(group, it)).isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> named = reads.get(group.pairKey()).flatMap(it -> otherThan(group, it));
        boolean taken = named.flatMap(it -> reads.get(Keys.head(it)))
                        .filter(it -> isNewer(group.head().orElseThrow(), it))
                        .isPresent()
                && adoption.takePair(group.group(), named.orElseThrow());
        return taken ? named : named.map(it -> group.uuid());
    }

    private static Optional<UUID> otherThan(GroupItems group, Item pair) {
        return Optional.of(pair.keyUuid(Keys.GROUP_UUID)).filter(it -> !it.equals(group.uuid()));
    }

    private static boolean isNewer(Item head, Item rival) {
        return head.time(Keys.MESSAGE_CREATED_AT).isAfter(rival.time(Keys.MESSAGE_CREATED_AT));
    }
}
