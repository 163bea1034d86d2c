package com.cruddur.messaging.dynamodb.table;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /** The row of the group in {@code member}'s inbox. */
    public static Map<String, AttributeValue> row(
            UUID group, UUID member, User other, ShownMessage shown, Horizon horizon, String place) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.row(member, place));
        item.put(Keys.MESSAGE_GROUP_UUID, string(group.toString()));
        item.put(Keys.MESSAGE, string(shown.text()));
        item.put(Keys.MESSAGE_CREATED_AT, string(shown.at()));
        Optional.ofNullable(shown.sender()).ifPresent(it -> item.put(Keys.SENDER_UUID, string(it.toString())));
        item.put(Keys.RECEIVED, string(Long.toString(shown.received())));
        item.putAll(horizon.attributes());
        item.putAll(user(other));
        return item;
    }

    public static InboxEntry inboxEntry(Item row) {
        Instant place = row.time(Keys.SK);
        boolean ours = row.attributes().containsKey(Keys.MESSAGE_CREATED_AT);
        Instant lastMessageAt = ours ? row.time(Keys.MESSAGE_CREATED_AT) : place;
        Horizon horizon = Horizon.of(row);
        return row.as(it -> new InboxEntry(
                it.keyUuid(Keys.MESSAGE_GROUP_UUID),
                it.user(),
                it.text(Keys.MESSAGE),
                lastMessageAt,
                it.findUuid(Keys.SENDER_UUID).orElse(null),
                horizon.unreadOf(it.count(Keys.RECEIVED)),
                horizon.time().orElse(null)));
    }

    /** @param sent how many messages each member has sent, with the newest one */
    public static Map<String, AttributeValue> head(
            MessageGroup group, User one, User another, Message newest, Map<MemberSlot, Long> sent) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.head(group.uuid()));
        item.putAll(MemberSlot.of(group, one.uuid()).attributes(one));
        item.putAll(MemberSlot.of(group, another.uuid()).attributes(another));
        item.put(Keys.MESSAGE, string(newest.text()));
        item.put(Keys.MESSAGE_UUID, string(newest.uuid().toString()));
        item.put(Keys.MESSAGE_CREATED_AT, string(TimeText.of(newest.createdAt())));
        item.put(Keys.SENDER, MemberSlot.of(group, newest.sender().uuid()).value());
        sent.forEach((side, count) -> item.put(side.sent(), Keys.number(count)));
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

    /**
     * @param places where each member's row stands
     * @param horizons of those members who have one
     */
    public static Map<String, AttributeValue> rows(
            UUID group, Map<MemberSlot, String> places, Map<MemberSlot, Horizon> horizons, String standAt) {
        Map<String, AttributeValue> item = new HashMap<>(Keys.rows(group));
        places.forEach((side, place) -> item.put(side.place(), string(place)));
        horizons.forEach((side, horizon) -> item.putAll(horizon.attributes(side)));
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
