package com.cruddur.messaging.dynamodb.repair;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.write.FencedWrite;
import com.cruddur.messaging.dynamodb.write.GroupAdoption;
import com.cruddur.messaging.dynamodb.write.GroupAdoption.Result;
import com.cruddur.messaging.dynamodb.write.MessageHistory;
import com.cruddur.messaging.dynamodb.write.RowsFence;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.dynamodb.write.WriteRole;
import com.cruddur.messaging.dynamodb.write.Writes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the items of a group agree with its messages: first the head, then the pair, then the rows. Each step is one
 * transaction that is refused when the service has changed what the step was derived from; then it looks again. So it may stop,
 * or be run twice at once, anywhere.
 */
final class Mender {
    private static final int ROUNDS = 20;
    private static final String MEND = "mend a group";

    private final BulkReads reads;
    private final Transactions transactions;
    private final GroupAdoption adoption;
    private final Inspection inspection;
    private final Runnable settling;

    /** @param settling waits until the writes that are under way can be read whole */
    Mender(BulkReads reads, Transactions transactions, GroupAdoption adoption, Runnable settling) {
        this.settling = settling;
        this.reads = reads;
        this.transactions = transactions;
        this.adoption = adoption;
        this.inspection = new Inspection(reads);
    }

    /**
     * A group without a head, which no pair item of these names, stays as it is.
     *
     * @param directory gives the names of members, where no item does
     * @return false where another program has moved its rows
     */
    boolean mend(UUID group, ScannedGroup seen, Function<UUID, Optional<User>> directory) {
        Result named = seen.named().map(it -> mendNamed(it, directory)).orElse(Result.ADOPTED);
        boolean more = !seen.onlyNamed() && reads.get(Keys.head(group)).isPresent();
        Result rest = more ? mend(group, seen) : Result.ADOPTED;
        return named != Result.CONTESTED && rest != Result.CONTESTED;
    }

    private Result mendNamed(MessageGroup named, Function<UUID, Optional<User>> directory) {
        Optional<Item> head = reads.get(Keys.head(named.uuid()));
        if (head.isEmpty()) {
            Result result = adoption.adopt(named, directory);
            if (result == Result.NOTHING_THERE) {
                removePair(named, writes -> writes.requireNone(WriteRole.HEAD, Keys.head(named.uuid())));
            }
            return result;
        }
        if (!Items.group(named.uuid(), head.get()).equals(named)) {
            removePair(named, writes -> {});
        }
        return Result.ADOPTED;
    }

    /** The next first contact of the two opens a group. */
    private void removePair(MessageGroup named, Consumer<Writes> condition) {
        write(writes -> {
            condition.accept(writes);
            writes.delete(
                    WriteRole.PAIR,
                    Keys.pair(named),
                    Keys.GROUP_UUID + " = :was",
                    Map.of(":was", string(named.uuid().toString())));
        });
    }

    private Result mend(UUID group, ScannedGroup seen) {
        untilDone(() -> mendHead(group));
        GroupItems items = items(group);
        untilDone(() -> mendPair(items));
        removeFromStrangers(items, seen);
        untilDone(() -> mendHorizons(group));
        new RowsMender(reads, transactions).mend(items.group());
        return adoption.refresh(group);
    }

    private static void untilDone(BooleanSupplier step) {
        boolean done = false;
        for (int round = 0; round < ROUNDS && !done; round++) {
            done = step.getAsBoolean();
        }
    }

    private GroupItems items(UUID group) {
        return new GroupItems(group, reads.all(GroupItems.firstKeys(group)));
    }

    private boolean mendHead(UUID group) {
        GroupItems items = items(group);
        Item head = items.head().orElseThrow();
        // A plain read may miss the message of a write whose head it has seen already; this one waits for it.
        transactions.settled(MEND, items.messageKey());
        MessageHistory said = MessageHistory.read(reads, group);
        if (said.newest().isEmpty() || said.isToldBy(head)) {
            return true;
        }
        Item newest = said.newest().get();
        UUID sender = newest.uuid(Keys.USER_UUID);
        MessageGroup members = items.group();
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":text", string(newest.text(Keys.MESSAGE)),
                ":uuid", string(newest.text(Keys.MESSAGE_UUID)),
                ":time", string(said.headTime()),
                ":was", string(head.text(Keys.MESSAGE_CREATED_AT))));
        if (members.includes(sender)) {
            values.put(":sender", MemberSlot.of(members, sender).value());
        }
        String toldSender = members.includes(sender) ? ", " + Keys.SENDER + " = :sender" : " REMOVE " + Keys.SENDER;
        return write(writes -> writes.update(
                WriteRole.HEAD,
                Keys.head(group),
                "SET " + Keys.MESSAGE + " = :text, " + Keys.MESSAGE_UUID + " = :uuid, " + Keys.MESSAGE_CREATED_AT
                        + " = :time" + toldSender,
                Keys.MESSAGE_CREATED_AT + " = :was",
                values));
    }

    /**
     * Counts anew how far those members have read who have a horizon. The count of the senders stays, so that posts need not stop. The row
     * follows by the move that comes after this.
     */
    private boolean mendHorizons(UUID group) {
        // At one moment: the count goes with the head.
        GroupItems items = new GroupItems(group, transactions.settled(MEND, GroupItems.firstKeys(group)));
        if (items.rows().isEmpty() || mendedHorizons(items).isEmpty()) {
            return true;
        }
        settling.run();
        Map<String, AttributeValue> mended = new HashMap<>(items.rows().get().attributes());
        mended.putAll(mendedHorizons(items));
        RowsFence fence = RowsFence.of(items.rows().get());
        return write(writes -> writes.put(WriteRole.ROWS, mended, fence.condition(), fence.values()));
    }

    private Map<String, AttributeValue> mendedHorizons(GroupItems items) {
        Item head = items.head().orElseThrow();
        Item rows = items.rows().orElseThrow();
        Map<String, AttributeValue> mended = new HashMap<>();
        for (MemberSlot side : MemberSlot.values()) {
            Horizon horizon = Horizon.of(side, rows);
            HorizonCount.right(reads, items.uuid(), head, side, horizon)
                    .filter(it -> !it.equals(horizon))
                    .ifPresent(it -> mended.putAll(it.attributes(side)));
        }
        return mended;
    }

    private boolean mendPair(GroupItems items) {
        Optional<Item> pair = reads.get(items.pairKey());
        Map<String, AttributeValue> right = Items.pair(items.group());
        if (pair.isEmpty()) {
            return write(writes -> writes.putNew(WriteRole.PAIR, right));
        }
        UUID was = pair.get().keyUuid(Keys.GROUP_UUID);
        return inspection.isOfThesePeople(items, was) || adoption.takePair(items.group(), was);
    }

    /** The members of a group never change, so this needs no fence. */
    private void removeFromStrangers(GroupItems items, ScannedGroup seen) {
        Map<String, AttributeValue> ofThisGroup =
                Map.of(":group", string(items.uuid().toString()));
        seen.rows().stream()
                .filter(it -> items.side(it).isEmpty())
                .forEach(it -> write(
                        writes -> writes.delete(WriteRole.LOWER_OLD_ROW, it.key(), Keys.IS_ROW_OF_GROUP, ofThisGroup)));
    }

    private boolean write(Consumer<Writes> writes) {
        return transactions.write(new FencedWrite(MEND, writes));
    }
}
