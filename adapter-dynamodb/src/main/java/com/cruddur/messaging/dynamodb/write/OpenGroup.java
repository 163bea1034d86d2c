package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.ShownMessage;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.NewMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Opens a group with its first message, unless the pair has one; the answer is empty if it has. */
public final class OpenGroup implements Transactions.Attempt<Optional<Message>> {
    private static final String NAME = "open a message group";

    private final Transactions transactions;
    private final Backoff backoff;
    private final MessageGroup group;
    private final User receiver;
    private final NewMessage draft;
    private final boolean named;
    private final Map<MemberSlot, Place> places = new EnumMap<>(MemberSlot.class);

    public OpenGroup(Transactions transactions, Backoff backoff, MessageGroup group, User receiver, NewMessage draft) {
        this(transactions, backoff, group, receiver, draft, false);
    }

    /** Of a group that the pair names already, and of which nothing else is there. */
    public static OpenGroup again(
            Transactions transactions, Backoff backoff, MessageGroup named, User receiver, NewMessage draft) {
        return new OpenGroup(transactions, backoff, named, receiver, draft, true);
    }

    private OpenGroup(
            Transactions transactions,
            Backoff backoff,
            MessageGroup group,
            User receiver,
            NewMessage draft,
            boolean named) {
        this.transactions = transactions;
        this.backoff = backoff;
        this.group = group;
        this.receiver = receiver;
        this.draft = draft;
        this.named = named;
        for (MemberSlot side : MemberSlot.values()) {
            places.put(side, Place.at(draft.now()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(Writes writes) {
        Message first = message();
        String at = TimeText.of(draft.now());
        MemberSlot sender = MemberSlot.of(group, draft.sender().uuid());
        IdempotencyRecords.addTo(writes, draft, first);
        addPairTo(writes);
        writes.putNew(WriteRole.HEAD, Items.head(group, draft.sender(), receiver, first, Map.of(sender, 1L)));
        addRowsTo(
                writes,
                Items.rows(
                        group.uuid(),
                        Map.of(MemberSlot.LOWER, place(MemberSlot.LOWER), MemberSlot.HIGHER, place(MemberSlot.HIGHER)),
                        Map.of(),
                        at));
        writes.putNew(WriteRole.MESSAGE, Items.message(first));
        for (MemberSlot side : MemberSlot.values()) {
            ShownMessage shown =
                    new ShownMessage(first.text(), at, draft.sender().uuid(), side == sender ? 0 : 1);
            User other = side.other().member(group).equals(receiver.uuid()) ? receiver : draft.sender();
            writes.putNew(
                    WriteRole.row(side),
                    Items.row(group.uuid(), side.member(group), other, shown, Horizon.NONE, place(side)));
        }
    }

    private void addPairTo(Writes writes) {
        if (named) {
            Map<String, AttributeValue> thisGroup =
                    Map.of(":group", Keys.string(group.uuid().toString()));
            writes.update(
                    WriteRole.PAIR,
                    Keys.pair(group),
                    "SET " + Keys.GROUP_UUID + " = :group",
                    Keys.GROUP_UUID + " = :group",
                    thisGroup);
        } else {
            writes.putNew(WriteRole.PAIR, Items.pair(group));
        }
    }

    /** Where the head was lost, the rows item may be left. */
    private void addRowsTo(Writes writes, Map<String, AttributeValue> rows) {
        if (named) {
            writes.putNewOr(WriteRole.ROWS, rows, "attribute_exists(" + Keys.PK + ")", Map.of());
        } else {
            writes.putNew(WriteRole.ROWS, rows);
        }
    }

    private String place(MemberSlot side) {
        return requireNonNull(places.get(side)).text();
    }

    private Message message() {
        return draft.storedIn(group.uuid(), draft.now());
    }

    @Override
    public Optional<Message> written() {
        return Optional.of(message());
    }

    @Override
    public Optional<Optional<Message>> cancelled(Cancellation cancellation) {
        Optional<Message> answered = IdempotencyRecords.answer(cancellation.found(WriteRole.SENT), draft);
        if (answered.isPresent()) {
            transactions.settled(NAME, backoff, answered.get());
            return Optional.of(answered);
        }
        if (cancellation.failed(WriteRole.PAIR) || cancellation.failed(WriteRole.HEAD)) {
            boolean ofOthers = cancellation
                    .found(WriteRole.PAIR)
                    .filter(it -> !it.uuid(Keys.GROUP_UUID).equals(group.uuid()))
                    .isPresent();
            return Optional.of(!ofOthers && isStored() ? written() : Optional.empty());
        }
        for (MemberSlot side : MemberSlot.values()) {
            if (cancellation.found(WriteRole.row(side)).isPresent()) {
                places.computeIfPresent(side, (same, place) -> place.displaced());
            }
        }
        return Optional.empty();
    }

    private boolean isStored() {
        return transactions
                .settled(NAME, backoff, message())
                .filter(it -> it.find(Keys.MESSAGE_UUID)
                        .equals(Optional.of(draft.uuid().toString())))
                .isPresent();
    }
}
