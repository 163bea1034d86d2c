package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All messages of a group, read one after the other: the newest one, and the senders. */
public final class MessageHistory {
    private static final int ENOUGH = 3;

    private final Map<UUID, User> senders = new LinkedHashMap<>();
    private @Nullable Item newest;
    private String last = "";

    /** Messages that cannot be read are left out. */
    public static MessageHistory read(BulkReads reads, UUID group) {
        MessageHistory conversation = new MessageHistory();
        reads.partition(Keys.messages(group), conversation::add);
        return conversation;
    }

    private void add(Item message) {
        try {
            User sender = message.user();
            Instant time = message.time(Keys.SK);
            message.uuid(Keys.MESSAGE_UUID);
            message.text(Keys.MESSAGE);
            if (newest == null || !time.isBefore(newest.time(Keys.SK))) {
                newest = message;
            }
            last = message.text(Keys.SK);
            if (senders.containsKey(sender.uuid()) || senders.size() < ENOUGH) {
                senders.put(sender.uuid(), sender);
            }
        } catch (UnreadableItemException reportedByTheScan) {
            return;
        }
    }

    /** The newest message by the clock. */
    public Optional<Item> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * The newest message's time as the head has to have it: the next message comes after it and after all messages, by the
     * clock and in the order of the texts. It always has an offset. With messages of several offsets, or of none, it is not the
     * newest message's own text.
     */
    public String headTime() {
        Item latest = requireNonNull(newest, "a group without messages has no newest one");
        String text = TimeText.ours(latest.text(Keys.SK));
        return text.compareTo(last) >= 0 ? text : TimeText.notBefore(latest.time(Keys.SK), last);
    }

    /** Whether the head agrees with these messages. */
    public boolean isToldBy(Item head) {
        boolean uuid = head.find(Keys.MESSAGE_UUID).equals(newest().map(it -> it.text(Keys.MESSAGE_UUID)));
        return uuid
                && (newest == null
                        || (isSentAsToldBy(head)
                                && head.text(Keys.MESSAGE).equals(newest.text(Keys.MESSAGE))
                                && head.text(Keys.MESSAGE_CREATED_AT).equals(headTime())));
    }

    /** Heads of an older version do not tell the sender. */
    private boolean isSentAsToldBy(Item head) {
        return MemberSlot.sender(head)
                .filter(it -> !it.equals(requireNonNull(newest).uuid(Keys.USER_UUID)))
                .isEmpty();
    }

    /** Senders under their latest names; of more than two, not all. */
    Map<UUID, User> senders() {
        return senders;
    }
}
