package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Opens a group with its first message (pattern D), unless the pair has one; empty if it has. */
final class Open implements Transactions.Attempt<Optional<Message>> {
    private static final String NAME = "open a message group";

    private final Transactions transactions;
    private final Backoff backoff;
    private final MessageGroup group;
    private final User receiver;
    private final NewMessage draft;
    private final boolean named;
    private final Map<Side, Place> places = new EnumMap<>(Side.class);

    Open(Transactions transactions, Backoff backoff, MessageGroup group, User receiver, NewMessage draft) {
        this(transactions, backoff, group, receiver, draft, false);
    }

    /** Of a group that the pair names already, and of which nothing else is there. */
    static Open again(Transactions transactions, Backoff backoff, MessageGroup named, User receiver, NewMessage draft) {
        return new Open(transactions, backoff, named, receiver, draft, true);
    }

    private Open(
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
        for (Side side : Side.values()) {
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
        Instant at = draft.now();
        Sent.addTo(writes, draft, first);
        addPairTo(writes);
        writes.putNew(Part.HEAD, Items.head(group, draft.sender(), receiver, first));
        addRowsTo(writes, Items.rows(group.uuid(), place(Side.LOWER), place(Side.HIGHER), at));
        writes.putNew(Part.MESSAGE, Items.message(first));
        for (Side side : Side.values()) {
            User other = side.other().member(group).equals(receiver.uuid()) ? receiver : draft.sender();
            writes.putNew(
                    Part.row(side), Items.row(group.uuid(), side.member(group), other, first.text(), at, place(side)));
        }
    }

    private void addPairTo(Writes writes) {
        if (named) {
            Map<String, AttributeValue> thisGroup =
                    Map.of(":group", Keys.string(group.uuid().toString()));
            writes.update(
                    Part.PAIR,
                    Keys.pair(group),
                    "SET " + Keys.GROUP_UUID + " = :group",
                    Keys.GROUP_UUID + " = :group",
                    thisGroup);
        } else {
            writes.putNew(Part.PAIR, Items.pair(group));
        }
    }

    /** Where the head was lost, the rows item may be left. */
    private void addRowsTo(Writes writes, Map<String, AttributeValue> rows) {
        if (named) {
            writes.putNewOr(Part.ROWS, rows, "attribute_exists(" + Keys.PK + ")", Map.of());
        } else {
            writes.putNew(Part.ROWS, rows);
        }
    }

    private String place(Side side) {
        return places.get(side).text();
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
        Optional<Message> answered = Sent.answer(cancellation.found(Part.SENT), draft);
        if (answered.isPresent()) {
            transactions.settled(NAME, backoff, answered.get());
            return Optional.of(answered);
        }
        if (cancellation.failed(Part.PAIR) || cancellation.failed(Part.HEAD)) {
            boolean ofOthers = cancellation
                    .found(Part.PAIR)
                    .filter(it -> !it.uuid(Keys.GROUP_UUID).equals(group.uuid()))
                    .isPresent();
            return Optional.of(!ofOthers && isStored() ? written() : Optional.empty());
        }
        for (Side side : Side.values()) {
            if (cancellation.found(Part.row(side)).isPresent()) {
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
