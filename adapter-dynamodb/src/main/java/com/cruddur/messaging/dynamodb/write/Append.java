package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.NewMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a message at the end of a group: the head's last message, its time, and the count of the sender's messages; the message; and the
 * answer to its key. It reads nothing first: it tries the time of its clock, and learns the group's last time where that is later.
 *
 * <p>Where others are in its way, a further try takes the time of that moment, or else it would be behind them again and again. But where
 * an earlier one may have been written, the time stays: by it the message is recognised. Once the head is past that time and
 * the message is not there, it was not written and never will be.
 */
public final class Append implements Transactions.Attempt<Message> {
    private static final String NAME = "append a message";

    private final Transactions transactions;
    private final Backoff backoff;
    private final MessageGroup group;
    private final NewMessage draft;
    private final MemberSlot side;
    private final long begun = System.nanoTime();
    private Instant earliest = Instant.MIN;
    private Instant createdAt;
    private boolean maybeStored;
    private boolean contended;

    public Append(Transactions transactions, Backoff backoff, MessageGroup group, NewMessage draft) {
        this.transactions = transactions;
        this.backoff = backoff;
        this.group = group;
        this.draft = draft;
        this.side = MemberSlot.of(group, draft.sender().uuid());
        this.createdAt = draft.now();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(Writes writes) {
        IdempotencyRecords.addTo(writes, draft, written());
        writes.update(WriteRole.HEAD, Keys.head(group.uuid()), headUpdate(), headCondition(), headValues());
        writes.putNew(WriteRole.MESSAGE, Items.message(written()));
    }

    private String headUpdate() {
        return "SET " + Keys.MESSAGE + " = :text, " + Keys.MESSAGE_UUID + " = :uuid, " + Keys.MESSAGE_CREATED_AT
                + " = :time, " + Keys.SENDER + " = :side, " + side.displayName() + " = :name, " + side.handle()
                + " = :handle ADD " + side.sent() + " :one";
    }

    private String headCondition() {
        return Keys.MESSAGE_CREATED_AT + " < :time AND " + side.uuid() + " = :sender";
    }

    private Map<String, AttributeValue> headValues() {
        return Map.of(
                ":one", Keys.number(1),
                ":side", side.value(),
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

    /** Others have written to the group since this was made. */
    public void othersWereFirst() {
        contended = true;
        again();
    }

    @Override
    public void again() {
        if (!maybeStored) {
            createdAt = notBeforeEarliest(contended ? draft.now().plus(elapsed()) : draft.now());
        }
    }

    @Override
    public void maybeWritten() {
        maybeStored = true;
    }

    @Override
    public Optional<Message> cancelled(Cancellation cancellation) {
        Optional<Message> answered = IdempotencyRecords.answer(cancellation.found(WriteRole.SENT), draft);
        if (answered.isPresent()) {
            transactions.settled(NAME, backoff, answered.get());
            return answered;
        }
        contended |= cancellation.passing() || hasLearntTheLastTime();
        Optional<Item> taken = cancellation.found(WriteRole.MESSAGE);
        if (taken.filter(this::isThisDraft).isPresent()) {
            return Optional.of(written());
        }
        if (cancellation.failed(WriteRole.HEAD)) {
            if (maybeStored && isStored()) {
                return Optional.of(written());
            }
            comeAfter(lastOf(cancellation.found(WriteRole.HEAD)));
        } else if (taken.isPresent()) {
            // A program that does not know of heads has put a message there.
            comeAfter(TimeText.of(createdAt));
        }
        return Optional.empty();
    }

    private boolean isStored() {
        return transactions
                .settled(NAME, backoff, written())
                .filter(this::isThisDraft)
                .isPresent();
    }

    /** A group may well stand at this instant, or later. But a writer that knows the last time and is late again has rivals. */
    private boolean hasLearntTheLastTime() {
        return earliest.isAfter(Instant.MIN);
    }

    private void comeAfter(String last) {
        maybeStored = false;
        earliest = TimeText.after(last);
        createdAt = notBeforeEarliest(createdAt);
    }

    private Instant notBeforeEarliest(Instant time) {
        return time.isBefore(earliest) ? earliest : time;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MICROS);
    }

    private boolean isThisDraft(Item message) {
        return message.find(Keys.MESSAGE_UUID).equals(Optional.of(draft.uuid().toString()));
    }

    private String lastOf(Optional<Item> head) {
        return head.filter(it -> it.uuid(side.uuid()).equals(draft.sender().uuid()))
                .map(it -> it.timeText(Keys.MESSAGE_CREATED_AT))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }
}
