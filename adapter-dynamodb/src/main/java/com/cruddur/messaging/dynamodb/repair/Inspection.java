package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.write.MessageHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares what a scan has seen with the items that it must agree with. These are not read at one moment, so a group that
 * changes meanwhile looks wrong; but hardly twice in the same way: each finding comes with its evidence.
 */
final class Inspection {
    private final BulkReads reads;

    Inspection(BulkReads reads) {
        this.reads = reads;
    }

    /** @param evidence the values that led to it; where a change under way led to it, they differ the next time */
    record Suspicion(Finding finding, String evidence) {}

    Set<Suspicion> inspect(Map<UUID, ScannedGroup> seen) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        seen.forEach((group, what) ->
                keys.addAll(what.onlyNamed() ? List.of(Keys.head(group)) : GroupItems.firstKeys(group)));
        Map<Map<String, AttributeValue>, Item> read = new HashMap<>(reads.all(keys));
        keys.clear();
        seen.forEach((group, what) -> readable(() -> keys.addAll(new GroupItems(group, read).furtherKeys(what))));
        read.putAll(reads.all(keys));

        Set<Suspicion> suspicions = new LinkedHashSet<>();
        seen.forEach((group, what) -> readable(() -> inspect(new GroupItems(group, read), what, suspicions)));
        return suspicions;
    }

    private static void readable(Runnable look) {
        try {
            look.run();
        } catch (UnreadableItemException reportedByTheScan) {
            return;
        }
    }

    private void inspect(GroupItems group, ScannedGroup seen, Set<Suspicion> suspicions) {
        Optional<Item> head = group.head();
        inspectNamed(group, seen).ifPresent(suspicions::add);
        if (head.isEmpty()) {
            if (seen.messages() || (!seen.rows().isEmpty() && reads.isEmpty(Keys.messages(group.uuid())))) {
                suspicions.add(new Suspicion(Finding.of(Kind.HEAD_MISSING, group.uuid()), ""));
            }
            return;
        }
        if (seen.messageAfter(head.get())) {
            suspicions.add(new Suspicion(Finding.of(Kind.HEAD_BEHIND, group.uuid()), ""));
        }
        group.strays(seen).forEach(it -> inspectStray(group, it).ifPresent(suspicions::add));
        if (seen.head()) {
            if (isHeadWrong(group, head.get())) {
                String time = head.get().text(Keys.MESSAGE_CREATED_AT);
                suspicions.add(new Suspicion(Finding.of(Kind.HEAD_WRONG, group.uuid()), time));
            }
            inspectPair(group).ifPresent(suspicions::add);
            inspectRows(group, head.get(), suspicions);
        }
    }

    /** Whether a pair item, as it is now, names a group that is none of the two. */
    private Optional<Suspicion> inspectNamed(GroupItems group, ScannedGroup seen) {
        return seen.named()
                .filter(it -> !Optional.of(it).equals(group.head().map(head -> group.group())))
                .filter(it -> reads.get(Keys.pair(it))
                        .filter(pair -> pair.keyUuid(Keys.GROUP_UUID).equals(it.uuid()))
                        .isPresent())
                .map(it -> new Suspicion(
                        Finding.of(group.head().isEmpty() ? Kind.PAIR_WITHOUT_HEAD : Kind.PAIR_WRONG, it.uuid()),
                        it.toString()));
    }

    private boolean isHeadWrong(GroupItems group, Item head) {
        boolean told = group.at(group.messageKey())
                .or(() -> reads.get(group.messageKeyWithoutOffset()))
                .filter(it -> it.find(Keys.MESSAGE_UUID).equals(head.find(Keys.MESSAGE_UUID)))
                .filter(it -> it.find(Keys.MESSAGE).equals(head.find(Keys.MESSAGE)))
                .filter(it -> isSentAsToldBy(head, it))
                .isPresent();
        return !told && !MessageHistory.read(reads, group.uuid()).isToldBy(head);
    }

    /** Heads of an older version do not tell the sender. */
    private static boolean isSentAsToldBy(Item head, Item message) {
        return MemberSlot.sender(head)
                .filter(it -> !it.equals(message.uuid(Keys.USER_UUID)))
                .isEmpty();
    }

    private Optional<Suspicion> inspectStray(GroupItems group, Item row) {
        if (group.at(row.key()).filter(group::isOfThisGroup).isEmpty()) {
            return Optional.empty();
        }
        Optional<MemberSlot> side = group.side(row);
        if (side.isPresent() && group.rows().isEmpty()) {
            return Optional.empty();
        }
        Kind kind = side.map(it -> group.row(it).isPresent() || isMoving(group) ? Kind.ROW_DOUBLED : Kind.ROW_MISPLACED)
                .orElse(Kind.ROW_OF_STRANGER);
        return Optional.of(new Suspicion(Finding.of(kind, group.uuid(), row.owner()), row.text(Keys.SK)));
    }

    /** Then both members have their rows on record, for without them there is no move. */
    private boolean isMoving(GroupItems group) {
        return !reads.get(Keys.rows(group.uuid())).equals(group.rows());
    }

    private Optional<Suspicion> inspectPair(GroupItems group) {
        Optional<Item> pair = group.at(group.pairKey());
        if (pair.isEmpty()) {
            return Optional.of(new Suspicion(Finding.of(Kind.PAIR_MISSING, group.uuid()), ""));
        }
        UUID named = pair.get().uuid(Keys.GROUP_UUID);
        return isOfThesePeople(group, named)
                ? Optional.empty()
                : Optional.of(new Suspicion(Finding.of(Kind.PAIR_WRONG, group.uuid()), named.toString()));
    }

    /** Whether it is this group, or another that the same two have. */
    boolean isOfThesePeople(GroupItems group, UUID named) {
        return named.equals(group.uuid())
                || reads.get(Keys.head(named))
                        .map(it -> Items.group(group.uuid(), it))
                        .filter(group.group()::equals)
                        .isPresent();
    }

    private void inspectRows(GroupItems group, Item head, Set<Suspicion> suspicions) {
        if (group.rows().isEmpty()) {
            suspicions.add(new Suspicion(Finding.of(Kind.ROWS_MISSING, group.uuid()), ""));
            return;
        }
        Instant standAt = group.rows().get().time(Keys.MESSAGE_CREATED_AT);
        int order = standAt.compareTo(head.time(Keys.MESSAGE_CREATED_AT));
        if (order != 0) {
            Kind kind = order < 0 ? Kind.ROWS_BEHIND : Kind.ROWS_AHEAD;
            suspicions.add(new Suspicion(Finding.of(kind, group.uuid()), group.fence()));
        }
        for (MemberSlot side : MemberSlot.values()) {
            inspectRow(group, side, standAt, order == 0 ? Optional.of(head) : Optional.empty())
                    .map(it -> Finding.of(it, group.uuid(), side.member(group.group())))
                    .ifPresent(it -> suspicions.add(new Suspicion(it, group.fence())));
            inspectHorizon(group, side, head).ifPresent(suspicions::add);
        }
    }

    private Optional<Suspicion> inspectHorizon(GroupItems group, MemberSlot side, Item head) {
        Horizon horizon = Horizon.of(side, group.rows().orElseThrow());
        return HorizonCount.right(reads, group.uuid(), head, side, horizon)
                .filter(it -> !it.equals(horizon))
                .map(it -> new Suspicion(
                        Finding.of(Kind.HORIZON_WRONG, group.uuid(), side.member(group.group())),
                        head.text(Keys.MESSAGE_CREATED_AT) + " " + horizon + " " + it));
    }

    /** @param head of which the row has to show the message, where it stands at it */
    private Optional<Kind> inspectRow(GroupItems group, MemberSlot side, Instant standAt, Optional<Item> head) {
        UUID member = side.member(group.group());
        Optional<Item> row = group.row(side);
        if (row.isEmpty()) {
            // One that is elsewhere is seen there.
            boolean elsewhere =
                    !reads.rows(Keys.inbox(member), group.uuid().toString()).isEmpty();
            return elsewhere ? Optional.empty() : Optional.of(Kind.ROW_MISSING);
        }
        boolean right = head.isPresent()
                ? group.isShownBy(row.get(), side)
                : Items.inboxEntry(row.get()).lastMessageAt().equals(standAt)
                        && row.get().uuid(Keys.USER_UUID).equals(side.other().member(group.group()))
                        && group.hasHorizonOnRecord(row.get(), side);
        return right ? Optional.empty() : Optional.of(Kind.ROW_WRONG);
    }
}
