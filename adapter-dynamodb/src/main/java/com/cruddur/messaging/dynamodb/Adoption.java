package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Finding.Kind;
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

/** Gives groups of the reference system what they lack, each in one transaction, on condition that nobody else has. */
final class Adoption {
    private static final int ROUNDS = 20;
    private static final String ADOPT = "adopt a group";

    private final BulkReads reads;
    private final Transactions transactions;
    private final Inboxes inboxes;
    private final Function<UUID, Optional<User>> directory;
    /** Whose messages alone did not tell the members; on the next page they would be read all over again. */
    private Set<UUID> unknown = new HashSet<>();

    Adoption(BulkReads reads, Transactions transactions, Inboxes inboxes, Function<UUID, Optional<User>> directory) {
        this.reads = reads;
        this.transactions = transactions;
        this.inboxes = inboxes;
        this.directory = directory;
    }

    /** Adopts the groups of these whose members a row tells. */
    long byRows(Map<UUID, Seen> seen) {
        return headless(seen).stream()
                .filter(it -> !seen.get(it).rows().isEmpty())
                .filter(it -> adopt(it, seen.get(it), new HashSet<>()))
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
            if (!unknownBefore.contains(group) && adopt(group, seen.get(group), losing)) {
                adopted++;
            } else if (seen.get(group).messages() || reads.isEmpty(Keys.messages(group))) {
                left.accept(Finding.of(Kind.MEMBERS_UNKNOWN, group));
                if (seen.get(group).rows().isEmpty()) {
                    unknown.add(group);
                }
            }
        }
        losing.stream().filter(duplicates::add).forEach(it -> left.accept(Finding.of(Kind.DUPLICATE_GROUP, it)));
        return adopted;
    }

    private List<UUID> headless(Map<UUID, Seen> seen) {
        List<Map<String, AttributeValue>> keys =
                seen.keySet().stream().map(Keys::head).toList();
        Map<Map<String, AttributeValue>, Item> heads = reads.all(keys);
        return seen.keySet().stream()
                .filter(it -> !heads.containsKey(Keys.head(it)))
                .filter(it -> seen.get(it).messages() || !seen.get(it).rows().isEmpty())
                .toList();
    }

    /**
     * Lets first contacts go to the most recent group of a pair, also where another has become that since it was adopted.
     *
     * @return those groups of these, and of their pairs, that first contacts do not go to
     */
    List<UUID> duplicates(Map<UUID, Seen> seen) {
        List<UUID> withHead =
                seen.keySet().stream().filter(it -> seen.get(it).head()).toList();
        Map<Map<String, AttributeValue>, Item> heads =
                reads.all(withHead.stream().map(Keys::head).toList());
        Map<UUID, Map<String, AttributeValue>> pairs = new HashMap<>();
        withHead.forEach(it -> pairs.put(it, new GroupItems(it, heads).pairKey()));
        Map<Map<String, AttributeValue>, Item> found = reads.all(new ArrayList<>(pairs.values()));
        return withHead.stream()
                .filter(it -> Optional.ofNullable(found.get(pairs.get(it)))
                        .filter(pair -> !pair.text(Keys.GROUP_UUID).equals(it.toString()))
                        .isPresent())
                .flatMap(it -> losing(new GroupItems(it, heads)).stream())
                .toList();
    }

    /** The pair is read again: another group on the same page may have got it. */
    private Optional<UUID> losing(GroupItems group) {
        Optional<UUID> named =
                reads.get(group.pairKey()).map(it -> it.uuid(Keys.GROUP_UUID)).filter(it -> !it.equals(group.uuid()));
        boolean wins = named.flatMap(it -> reads.get(Keys.head(it)))
                .filter(it -> isNewer(group.head().orElseThrow(), it))
                .isPresent();
        boolean taken = wins
                && transactions.write(new FencedWrite(ADOPT, it -> takePair(it, group.group(), named.orElseThrow())));
        return taken ? named : named.map(it -> group.uuid());
    }

    private static boolean isNewer(Item head, Item rival) {
        return head.time(Keys.MESSAGE_CREATED_AT).isAfter(rival.time(Keys.MESSAGE_CREATED_AT));
    }

    private static void takePair(Writes writes, Group group, UUID from) {
        writes.put(
                Part.PAIR,
                Items.pair(group),
                Keys.GROUP_UUID + " = :was",
                Map.of(":was", Keys.string(from.toString())));
    }

    private boolean adopt(UUID uuid, Seen seen, Set<UUID> losing) {
        try {
            return adoptReadable(uuid, seen, losing);
        } catch (UnreadableItemException reportedByTheScan) {
            return false;
        }
    }

    private boolean adoptReadable(UUID uuid, Seen seen, Set<UUID> losing) {
        Optional<Orphan> orphan =
                Orphan.find(reads, directory, uuid, seen.rows().stream().findFirst());
        for (int round = 0; round < ROUNDS && orphan.isPresent(); round++) {
            if (write(orphan.get(), round, losing)) {
                inboxes.refresh(uuid);
                return true;
            }
            if (reads.get(Keys.head(uuid)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean write(Orphan orphan, int round, Set<UUID> losing) {
        Group group = orphan.group();
        Optional<Item> pair = reads.get(Keys.pair(group.lower(), group.higher()));
        Optional<UUID> named = pair.map(it -> it.uuid(Keys.GROUP_UUID)).filter(it -> !it.equals(group.uuid()));
        Optional<Item> rival = named.flatMap(it -> reads.get(Keys.head(it)));
        boolean wins = rival.map(it -> it.time(Keys.MESSAGE_CREATED_AT))
                .map(it -> it.isBefore(orphan.newestAt()))
                .orElse(true);
        boolean written = transactions.write(new FencedWrite(ADOPT, writes -> {
            orphan.addTo(writes, round);
            if (pair.isEmpty()) {
                writes.putNew(Part.PAIR, Items.pair(group));
            } else if (named.isPresent() && wins) {
                takePair(writes, group, named.get());
            }
        }));
        if (written && rival.isPresent()) {
            losing.add(wins ? named.orElseThrow() : group.uuid());
        }
        return written;
    }
}
