package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Opens a group with its first message (pattern D), unless the pair has one; empty if it has. */
final class Open implements Transactions.Attempt<Optional<Message>> {
    private static final String NAME = "open a message group";

    private final Transactions transactions;
    private final Backoff backoff;
    private final Group group;
    private final User receiver;
    private final Draft draft;
    private final Map<Side, Place> places = new EnumMap<>(Side.class);

    Open(Transactions transactions, Backoff backoff, Group group, User receiver, Draft draft) {
        this.transactions = transactions;
        this.backoff = backoff;
        this.group = group;
        this.receiver = receiver;
        this.draft = draft;
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
        writes.putNew(Part.PAIR, Items.pair(group));
        writes.putNew(Part.HEAD, Items.head(group, draft.sender(), receiver, first));
        writes.putNew(Part.ROWS, Items.rows(group.uuid(), place(Side.LOWER), place(Side.HIGHER), at));
        writes.putNew(Part.MESSAGE, Items.message(first));
        for (Side side : Side.values()) {
            User other = side.other().member(group).equals(receiver.uuid()) ? receiver : draft.sender();
            writes.putNew(
                    Part.row(side), Items.row(group.uuid(), side.member(group), other, first.text(), at, place(side)));
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
        Optional<Item> pair = cancellation.found(Part.PAIR);
        if (pair.isPresent()) {
            boolean ours = pair.get().uuid(Keys.GROUP_UUID).equals(group.uuid()) && isStored();
            return Optional.of(ours ? written() : Optional.empty());
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
                .filter(it -> it.uuid(Keys.MESSAGE_UUID).equals(draft.uuid()))
                .isPresent();
    }
}
