package com.cruddur.messaging.dynamodb.copy;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.BulkWrites;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.ShownMessage;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.FencedWrite;
import com.cruddur.messaging.dynamodb.write.IdempotencyRecords;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.Mark;
import com.cruddur.messaging.dynamodb.write.Place;
import com.cruddur.messaging.dynamodb.write.TableGroupRows;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.dynamodb.write.WriteRole;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.port.UsedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores a whole group, with the times that its messages have: first the messages, then, in one transaction, all that shows them. */
final class GroupImport {
    private static final int ROUNDS = 20;
    private static final String NAME = "add a group";

    private final BulkReads reads;
    private final BulkWrites writes;
    private final Transactions transactions;
    private final TableGroupRows rowsOf;
    private final Inboxes inboxes;

    GroupImport(DynamoDbClient client, String table, Duration patience) {
        StoreClock clock = new StoreClock();
        reads = new BulkReads(client, table, patience);
        writes = new BulkWrites(client, table, patience);
        transactions = new Transactions(client, table, patience, clock);
        rowsOf = new TableGroupRows(new TableReads(client, table, patience, clock), transactions);
        inboxes = new Inboxes(rowsOf);
    }

    void run(StoredGroup group, Iterator<Message> messages) {
        requireNoOther(group);
        Message newest = storeMessages(messages);
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Item> head = reads.get(Keys.head(group.uuid()));
            boolean done = head.isPresent() ? moveOn(head.get(), group, newest) : open(group, newest, round);
            if (done) {
                return;
            }
        }
        throw new StorageException(NAME + ": another program changes the group", null);
    }

    /** Before any of its messages is stored: without a head, a later run would take them for a group to be adopted. */
    private void requireNoOther(StoredGroup group) {
        Optional<UUID> other = reads.get(Keys.pair(group.group()))
                .map(it -> it.keyUuid(Keys.GROUP_UUID))
                .filter(it -> !it.equals(group.uuid()));
        if (!group.extra() && other.isPresent()) {
            throw new IllegalArgumentException("the two users have another group");
        }
    }

    private Message storeMessages(Iterator<Message> messages) {
        if (!messages.hasNext()) {
            throw new IllegalArgumentException("the group has no message");
        }
        return requireNonNull(writes.put(messages, Items::message));
    }

    private boolean open(StoredGroup group, Message newest, int round) {
        return transactions.write(new FencedWrite(NAME, all -> {
            MessageGroup members = group.group();
            Map<MemberSlot, String> places = new EnumMap<>(MemberSlot.class);
            for (MemberSlot side : MemberSlot.values()) {
                String place = Place.at(newest.createdAt(), round).text();
                places.put(side, place);
                all.putNew(WriteRole.row(side), row(group, side, newest, place));
            }
            all.putNew(WriteRole.HEAD, head(group, newest));
            all.putNew(
                    WriteRole.ROWS,
                    Items.rows(
                            group.uuid(),
                            places,
                            Map.of(
                                    MemberSlot.LOWER, horizon(group, MemberSlot.LOWER),
                                    MemberSlot.HIGHER, horizon(group, MemberSlot.HIGHER)),
                            TimeText.of(newest.createdAt())));
            if (!group.extra()) {
                all.putNew(WriteRole.PAIR, Items.pair(members));
            }
        }));
    }

    /** Lets a group that is there stand at the newest message, and its rows follow. */
    private boolean moveOn(Item head, StoredGroup group, Message newest) {
        if (head.time(Keys.MESSAGE_CREATED_AT).isAfter(newest.createdAt())) {
            return true;
        }
        renameChanged(head, group);
        Map<String, AttributeValue> was = Map.of(":was", Keys.string(head.text(Keys.MESSAGE_CREATED_AT)));
        boolean moved = transactions.write(new FencedWrite(
                NAME, all -> all.put(WriteRole.HEAD, head(group, newest), Keys.MESSAGE_CREATED_AT + " = :was", was)));
        if (moved) {
            inboxes.refresh(group.uuid());
        }
        return moved && areMarked(group);
    }

    /** Moves the horizons of a group that is there forward, to those that were given with it. */
    private boolean areMarked(StoredGroup group) {
        for (MemberSlot side : MemberSlot.values()) {
            Optional<Instant> upTo = Optional.ofNullable(state(group, side).readUpTo());
            Optional<InboxRows> rows = rowsOf.rows(group.uuid());
            boolean done = upTo.isEmpty()
                    || rows.isEmpty()
                    || rows.get().row(side).horizon().includes(upTo.get())
                    || transactions.write(new Mark(rows.get(), side, horizon(group, side)));
            if (!done) {
                return false;
            }
        }
        return true;
    }

    private void renameChanged(Item head, StoredGroup group) {
        for (MemberSlot side : MemberSlot.values()) {
            User now = user(group, side);
            if (!side.user(head).equals(now)) {
                inboxes.rename(now);
            }
        }
    }

    private static Map<String, AttributeValue> head(StoredGroup group, Message newest) {
        return Items.head(
                group.group(),
                user(group, MemberSlot.LOWER),
                user(group, MemberSlot.HIGHER),
                newest,
                Map.of(
                        MemberSlot.LOWER, state(group, MemberSlot.LOWER).sent(),
                        MemberSlot.HIGHER, state(group, MemberSlot.HIGHER).sent()));
    }

    private static Map<String, AttributeValue> row(StoredGroup group, MemberSlot side, Message newest, String place) {
        return Items.row(
                group.uuid(),
                user(group, side).uuid(),
                user(group, side.other()),
                new ShownMessage(
                        newest.text(),
                        TimeText.of(newest.createdAt()),
                        newest.sender().uuid(),
                        state(group, side.other()).sent()),
                horizon(group, side),
                place);
    }

    private static Horizon horizon(StoredGroup group, MemberSlot side) {
        ReadState state = state(group, side);
        return Optional.ofNullable(state.readUpTo())
                .map(it -> Horizon.at(TimeText.of(it), state.read()))
                .orElse(Horizon.NONE);
    }

    private static ReadState state(StoredGroup group, MemberSlot side) {
        return group.reading().get(side.ordinal());
    }

    private static User user(StoredGroup group, MemberSlot side) {
        return group.members().get(side.ordinal());
    }

    boolean add(UsedKey key) {
        Optional<Item> message = reads.get(Keys.message(key.group(), TimeText.of(key.messageAt())));
        message.map(it -> Items.message(key.group(), it))
                .ifPresent(it -> transactions.write(new FencedWrite(
                        "add an idempotency key",
                        all -> all.putNew(WriteRole.SENT, IdempotencyRecords.item(key, it)))));
        return message.isPresent();
    }
}
