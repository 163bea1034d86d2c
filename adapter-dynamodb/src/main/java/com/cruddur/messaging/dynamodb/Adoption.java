package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Finding.Kind;
import com.cruddur.messaging.dynamodb.GroupAdoption.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    /** Whose messages alone did not tell the members; on the next page they would be read all over again. */
    private Set<UUID> unknown = new HashSet<>();

    Adoption(BulkReads reads, GroupAdoption adoption, Function<UUID, Optional<User>> directory) {
        this.reads = reads;
        this.adoption = adoption;
        this.directory = directory;
    }

    /** Adopts the groups of these whose members a row or a pair item tells. */
    long byRows(Map<UUID, Seen> seen) {
        return headless(seen).stream()
                .filter(it ->
                        !seen.get(it).rows().isEmpty() || seen.get(it).named().isPresent())
                .filter(it -> adopt(it, seen.get(it), new HashSet<>()).equals(Optional.of(Result.ADOPTED)))
                .count();
    }

    /**
     * Adopts the others.
     *
     * @param duplicates gets groups that first contacts do not go to because of this
     * @param left gets the groups that cannot be adopted
     */
    long byMessages(Map<UUID, Seen> seen, Set<UUID> duplicates, Consumer<Finding> left) {
        long adopted = 0;
        Set<UUID> losing = new HashSet<>();
        Set<UUID> unknownBefore = unknown;
        unknown = new HashSet<>();
        for (UUID group : headless(seen)) {
            Optional<Result> result = unknownBefore.contains(group)
                    ? Optional.of(Result.MEMBERS_UNKNOWN)
                    : adopt(group, seen.get(group), losing);
            if (result.equals(Optional.of(Result.ADOPTED))) {
                adopted++;
            } else if (result.equals(Optional.of(Result.CONTESTED))) {
                left.accept(Finding.of(Kind.ROWS_CONTESTED, group));
            } else if (result.equals(Optional.of(Result.MEMBERS_UNKNOWN))) {
                reportUnknown(group, seen.get(group), left);
            }
        }
        losing.stream().filter(duplicates::add).forEach(it -> left.accept(Finding.of(Kind.DUPLICATE_GROUP, it)));
        return adopted;
    }

    /** Where a group has messages, a page with some of them reports it. */
    private void reportUnknown(UUID group, Seen seen, Consumer<Finding> left) {
        boolean byRows = !seen.rows().isEmpty() && reads.isEmpty(Keys.messages(group));
        if (seen.messages() || byRows) {
            left.accept(Finding.of(Kind.MEMBERS_UNKNOWN, group));
            if (seen.rows().isEmpty()) {
                unknown.add(group);
            }
        }
    }

    private List<UUID> headless(Map<UUID, Seen> seen) {
        List<Map<String, AttributeValue>> keys =
                seen.keySet().stream().map(Keys::head).toList();
        Map<Map<String, AttributeValue>, Item> heads = reads.all(keys);
        return seen.keySet().stream()
                .filter(it -> !heads.containsKey(Keys.head(it)))
                .filter(it -> !seen.get(it).head())
                .toList();
    }

    /** Empty where one of its items cannot be read. */
    private Optional<Result> adopt(UUID uuid, Seen seen, Set<UUID> losing) {
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
    void finish(Map<UUID, Seen> seen, Set<UUID> duplicates, Consumer<Finding> left) {
        List<UUID> withHead =
                seen.keySet().stream().filter(it -> seen.get(it).head()).toList();
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
