package com.cruddur.messaging.dynamodb.table;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The domain's values as items, and back. */
public final class Items {
    private Items() {}

    public static Map<String, AttributeValue> message(Message message) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.message(message.group(), TimeText.of(message.createdAt())));
        item.put(Keys.MESSAGE_UUID, string(message.uuid().toString()));
        item.put(Keys.MESSAGE, string(message.text()));
        item.putAll(user(message.sender()));
        return item;
    }

    public static Message message(UUID group, Item item) {
        return item.as(it ->
                new Message(it.uuid(Keys.MESSAGE_UUID), group, it.user(), it.text(Keys.MESSAGE), it.time(Keys.SK)));
    }

    /** The row of the group in {@code member}'s inbox, which shows the message of the time {@code standAt}. */
    public static Map<String, AttributeValue> row(
            UUID group, UUID member, User other, String preview, String standAt, String place) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.row(member, place));
        item.put(Keys.MESSAGE_GROUP_UUID, string(group.toString()));
        item.put(Keys.MESSAGE, string(preview));
        item.put(Keys.MESSAGE_CREATED_AT, string(standAt));
        item.putAll(user(other));
        return item;
    }

    public static InboxEntry inboxEntry(Item row) {
        Instant place = row.time(Keys.SK);
        boolean ours = row.attributes().containsKey(Keys.MESSAGE_CREATED_AT);
        Instant lastMessageAt = ours ? row.time(Keys.MESSAGE_CREATED_AT) : place;
        return row.as(it ->
                new InboxEntry(it.keyUuid(Keys.MESSAGE_GROUP_UUID), it.user(), it.text(Keys.MESSAGE), lastMessageAt));
    }

    public static Map<String, AttributeValue> head(MessageGroup group, User one, User another, Message first) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.head(group.uuid()));
        item.putAll(MemberSlot.of(group, one.uuid()).attributes(one));
        item.putAll(MemberSlot.of(group, another.uuid()).attributes(another));
        item.put(Keys.MESSAGE, string(first.text()));
        item.put(Keys.MESSAGE_UUID, string(first.uuid().toString()));
        item.put(Keys.MESSAGE_CREATED_AT, string(TimeText.of(first.createdAt())));
        return item;
    }

    public static MessageGroup group(UUID group, Item head) {
        return head.as(
                it -> MessageGroup.of(group, it.uuid(MemberSlot.LOWER.uuid()), it.uuid(MemberSlot.HIGHER.uuid())));
    }

    public static Map<String, AttributeValue> pair(MessageGroup group) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.pair(group));
        item.put(Keys.GROUP_UUID, string(group.uuid().toString()));
        return item;
    }

    /** The group that a pair item names. */
    public static MessageGroup namedBy(Item pair, UUID one, UUID another) {
        return pair.as(it -> MessageGroup.of(it.keyUuid(Keys.GROUP_UUID), one, another));
    }

    public static Map<String, AttributeValue> rows(UUID group, String lowerPlace, String higherPlace, String standAt) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.rows(group));
        item.put(MemberSlot.LOWER.place(), string(lowerPlace));
        item.put(MemberSlot.HIGHER.place(), string(higherPlace));
        item.put(Keys.MESSAGE_CREATED_AT, string(standAt));
        return item;
    }

    private static Map<String, AttributeValue> user(User user) {
        return Map.of(
                Keys.USER_UUID, string(user.uuid().toString()),
                Keys.USER_DISPLAY_NAME, string(user.displayName()),
                Keys.USER_HANDLE, string(user.handle()));
    }
}
