package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores many messages at the end of a group: the head is moved once for all of them. Otherwise as {@link Append}. */
public final class AppendAll implements Transactions.Attempt<List<Message>> {
    private static final String NAME = "append messages";

    private final Transactions transactions;
    private final Backoff backoff;
    private final MessageGroup group;
    private final List<NewMessage> drafts;
    private List<Message> messages;
    private boolean maybeStored;

    public AppendAll(Transactions transactions, Backoff backoff, MessageGroup group, List<NewMessage> drafts) {
        this.transactions = transactions;
        this.backoff = backoff;
        this.group = group;
        this.drafts = drafts;
        this.messages = storedFrom(drafts.get(0).now());
    }

    /** The messages of the drafts, where the first of them is not to be stored before {@code earliest}. */
    private List<Message> storedFrom(Instant earliest) {
        List<Message> stored = new ArrayList<>();
        Instant next = earliest;
        for (NewMessage draft : drafts) {
            Instant createdAt = draft.now().isAfter(next) ? draft.now() : next;
            stored.add(draft.storedIn(group.uuid(), createdAt));
            next = createdAt.plus(1, ChronoUnit.MICROS);
        }
        return stored;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(Writes writes) {
        addHead(writes);
        writes.putNew(WriteRole.MESSAGE, Items.message(messages.get(0)));
        messages.stream().skip(1).map(Items::message).forEach(writes::putNewToo);
    }

    private void addHead(Writes writes) {
        Message newest = messages.get(messages.size() - 1);
        StringBuilder update = new StringBuilder("SET " + Keys.MESSAGE + " = :text, " + Keys.MESSAGE_UUID + " = :uuid, "
                + Keys.MESSAGE_CREATED_AT + " = :time, " + Keys.SENDER + " = :sender");
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":text", string(newest.text()),
                ":uuid", string(newest.uuid().toString()),
                ":time", string(TimeText.of(newest.createdAt())),
                ":sender", MemberSlot.of(group, newest.sender().uuid()).value(),
                ":first", string(TimeText.of(messages.get(0).createdAt())),
                ":lower", string(MemberSlot.LOWER.member(group).toString()),
                ":higher", string(MemberSlot.HIGHER.member(group).toString())));
        senders().forEach((side, sender) -> {
            String name = ":" + side.displayName();
            String handle = ":" + side.handle();
            update.append(", " + side.displayName() + " = " + name + ", " + side.handle() + " = " + handle);
            values.put(name, string(sender.displayName()));
            values.put(handle, string(sender.handle()));
        });
        update.append(" ADD ")
                .append(sent().keySet().stream()
                        .map(it -> it.sent() + " :" + it.sent())
                        .collect(Collectors.joining(", ")));
        sent().forEach((side, count) -> values.put(":" + side.sent(), Keys.number(count)));
        String condition = Keys.MESSAGE_CREATED_AT + " < :first AND " + MemberSlot.LOWER.uuid() + " = :lower AND "
                + MemberSlot.HIGHER.uuid() + " = :higher";
        writes.update(WriteRole.HEAD, Keys.head(group.uuid()), update.toString(), condition, values);
    }

    /** The senders, under the names of their last messages. */
    private Map<MemberSlot, User> senders() {
        Map<MemberSlot, User> senders = new EnumMap<>(MemberSlot.class);
        drafts.forEach(it -> senders.put(MemberSlot.of(group, it.sender().uuid()), it.sender()));
        return senders;
    }

    private Map<MemberSlot, Long> sent() {
        return drafts.stream()
                .collect(Collectors.groupingBy(
                        it -> MemberSlot.of(group, it.sender().uuid()), TreeMap::new, Collectors.counting()));
    }

    @Override
    public List<Message> written() {
        return List.copyOf(messages);
    }

    @Override
    public void maybeWritten() {
        maybeStored = true;
    }

    @Override
    public Optional<List<Message>> cancelled(Cancellation cancellation) {
        Optional<Item> taken = cancellation.found(WriteRole.MESSAGE);
        if (taken.filter(this::isFirstDraft).isPresent()) {
            return Optional.of(written());
        }
        if (cancellation.failed(WriteRole.HEAD)) {
            if (maybeStored && isStored()) {
                return Optional.of(written());
            }
            comeAfter(lastOf(cancellation.found(WriteRole.HEAD)));
        } else if (taken.isPresent()) {
            comeAfter(TimeText.of(messages.get(0).createdAt()));
        }
        return Optional.empty();
    }

    private void comeAfter(String last) {
        maybeStored = false;
        messages = storedFrom(TimeText.after(last));
    }

    /** They are written all at once, so the first stands for all. */
    private boolean isStored() {
        return transactions
                .settled(NAME, backoff, messages.get(0))
                .filter(this::isFirstDraft)
                .isPresent();
    }

    private boolean isFirstDraft(Item message) {
        return message.find(Keys.MESSAGE_UUID)
                .equals(Optional.of(drafts.get(0).uuid().toString()));
    }

    private String lastOf(Optional<Item> head) {
        return head.filter(it -> Items.group(group.uuid(), it).equals(group))
                .map(it -> it.timeText(Keys.MESSAGE_CREATED_AT))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }
}
