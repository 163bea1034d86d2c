package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Keys.string;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.Draft;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a message at the end of a group (pattern C): the head's last message and time, the message, and the answer to its
 * key. It reads nothing first: it tries the time of its clock, and learns the group's last time where that is later.
 */
final class Append implements Transactions.Attempt<Message> {
    private static final String NAME = "append a message";

    private final Transactions transactions;
    private final Group group;
    private final Draft draft;
    private final Side side;
    private Instant createdAt;

    Append(Transactions transactions, Group group, Draft draft) {
        this.transactions = transactions;
        this.group = group;
        this.draft = draft;
        this.side = Side.of(group, draft.sender().uuid());
        this.createdAt = draft.now();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(Writes writes) {
        Sent.addTo(writes, draft, written());
        writes.update(Part.HEAD, Keys.head(group.uuid()), headUpdate(), headCondition(), headValues());
        writes.putNew(Part.MESSAGE, Items.message(written()));
    }

    private String headUpdate() {
        return "SET " + Keys.MESSAGE + " = :text, " + Keys.MESSAGE_UUID + " = :uuid, " + Keys.MESSAGE_CREATED_AT
                + " = :time, " + side.displayName() + " = :name, " + side.handle() + " = :handle";
    }

    private String headCondition() {
        return Keys.MESSAGE_CREATED_AT + " < :time AND " + side.uuid() + " = :sender";
    }

    private Map<String, AttributeValue> headValues() {
        return Map.of(
                ":text", string(draft.text().value()),
                ":uuid", string(draft.uuid().toString()),
                ":time", string(TimeText.of(createdAt)),
                ":name", string(draft.sender().displayName()),
                ":handle", string(draft.sender().handle()),
                ":sender", string(draft.sender().uuid().toString()));
    }

    @Override
    public Message written() {
        return draft.storedIn(group.uuid(), createdAt);
    }

    @Override
    public Optional<Message> cancelled(Cancellation cancellation) {
        Optional<Message> answered = Sent.answer(cancellation.found(Part.SENT), draft);
        if (answered.isPresent()) {
            return answered;
        }
        Optional<Item> taken = cancellation.found(Part.MESSAGE);
        if (taken.filter(this::isThisDraft).isPresent()) {
            return Optional.of(written());
        }
        if (cancellation.failed(Part.HEAD)) {
            if (cancellation.uncertain() && isStored()) {
                return Optional.of(written());
            }
            createdAt = later(lastOf(cancellation.found(Part.HEAD)));
        } else if (taken.isPresent()) {
            // Somebody who does not know of heads has put a message there.
            createdAt = later(TimeText.of(createdAt));
        }
        return Optional.empty();
    }

    private boolean isStored() {
        return transactions
                .settled(NAME, Keys.message(group.uuid(), TimeText.of(createdAt)))
                .filter(this::isThisDraft)
                .isPresent();
    }

    private boolean isThisDraft(Item message) {
        return message.uuid(Keys.MESSAGE_UUID).equals(draft.uuid());
    }

    private String lastOf(Optional<Item> head) {
        return head.filter(it -> it.uuid(side.uuid()).equals(draft.sender().uuid()))
                .map(it -> it.text(Keys.MESSAGE_CREATED_AT))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    private Instant later(String last) {
        Instant next = TimeText.after(last);
        return next.isAfter(draft.now()) ? next : draft.now();
    }
}
