package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Completes one group that has no head: with a head, a rows item, a pair item, and a row for a member without one. It is one
 * transaction, on condition that nobody else has given it a head. Then the rows are moved to the newest message.
 */
public final class GroupAdoption {
    private static final int ROUNDS = 20;
    private static final String ADOPT = "adopt a group";

    private final BulkReads reads;
    private final Transactions transactions;
    private final Inboxes inboxes;

    public GroupAdoption(BulkReads reads, Transactions transactions, Inboxes inboxes) {
        this.reads = reads;
        this.transactions = transactions;
        this.inboxes = inboxes;
    }

    /** The outcome. */
    public enum Result {
        /** It has a head now, from this or from another writer. */
        ADOPTED,
        /** It has neither messages nor rows. */
        NOTHING_THERE,
        MEMBERS_UNKNOWN,
        /** Others changed it each time. */
        CONTESTED
    }

    /** As {@link #adopt(UUID, Optional, Optional, Function, Set)}, of a group that a pair item names. */
    public Result adopt(MessageGroup named, Function<UUID, Optional<User>> directory) {
        return adopt(named.uuid(), Optional.of(named), Optional.empty(), directory, new HashSet<>());
    }

    /**
     * Adopts a group; a second run finishes what a first one began.
     *
     * @param named the group as its pair item names it
     * @param row one of its rows
     * @param losing gets groups of the same two that first contacts do not go to because of this
     * @throws UnreadableItemException when one of the items that it needs cannot be read
     */
    public Result adopt(
            UUID uuid,
            Optional<MessageGroup> named,
            Optional<Item> row,
            Function<UUID, Optional<User>> directory,
            Set<UUID> losing) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<UnadoptedGroup> orphan = UnadoptedGroup.find(reads, uuid, named, row);
            if (orphan.isEmpty()) {
                return Result.MEMBERS_UNKNOWN;
            }
            if (orphan.get().isEmpty()) {
                return Result.NOTHING_THERE;
            }
            if (!orphan.get().findUsers(directory)) {
                return Result.MEMBERS_UNKNOWN;
            }
            if (write(orphan.get(), round, losing)) {
                return refresh(uuid);
            }
        }
        return Result.CONTESTED;
    }

    /** Moves the rows of a group with a head to its newest message, if they are behind. */
    public Result refresh(UUID group) {
        try {
            inboxes.refresh(group);
            return Result.ADOPTED;
        } catch (ContradictionException | ContestedException e) {
            return Result.CONTESTED;
        }
    }

    /** @return whether it has a head now: an answer may be lost, or another may have been quicker */
    private boolean write(UnadoptedGroup orphan, int round, Set<UUID> losing) {
        MessageGroup group = orphan.group();
        Optional<Item> pair = reads.get(Keys.pair(group));
        Optional<UUID> other = pair.map(it -> it.keyUuid(Keys.GROUP_UUID)).filter(it -> !it.equals(group.uuid()));
        Optional<Item> rival = other.flatMap(it -> reads.get(Keys.head(it)));
        boolean wins = rival.map(it -> it.time(Keys.MESSAGE_CREATED_AT).isBefore(orphan.newestAt()))
                .orElse(true);
        boolean written = transactions.write(new FencedWrite(ADOPT, writes -> {
            orphan.addTo(writes, round);
            if (pair.isEmpty()) {
                writes.putNew(WriteRole.PAIR, Items.pair(group));
            } else if (other.isPresent() && wins) {
                takePair(writes, group, other.get());
            }
        }));
        boolean there = written || reads.get(Keys.head(group.uuid())).isPresent();
        if (there && rival.isPresent()) {
            losing.add(wins ? other.orElseThrow() : group.uuid());
        }
        return there;
    }

    /** Lets first contacts go to this group from now on. */
    public boolean takePair(MessageGroup group, UUID from) {
        return transactions.write(new FencedWrite(ADOPT, writes -> takePair(writes, group, from)));
    }

    private static void takePair(Writes writes, MessageGroup group, UUID from) {
        writes.update(
                WriteRole.PAIR,
                Keys.pair(group),
                "SET " + Keys.GROUP_UUID + " = :now",
                Keys.GROUP_UUID + " = :was",
                Map.of(
                        ":now", Keys.string(group.uuid().toString()),
                        ":was", Keys.string(from.toString())));
    }
}
