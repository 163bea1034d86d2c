package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which of a group's two members: the attributes of each in the items of the group begin with its side. */
public enum MemberSlot {
    LOWER,
    HIGHER;

    private final String prefix = name().toLowerCase(Locale.ROOT);

    public static MemberSlot of(MessageGroup group, UUID member) {
        return LOWER.member(group).equals(member) ? LOWER : HIGHER;
    }

    public MemberSlot other() {
        return this == LOWER ? HIGHER : LOWER;
    }

    public UUID member(MessageGroup group) {
        return group.members().get(ordinal());
    }

    public String uuid() {
        return prefix + "_uuid";
    }

    public String displayName() {
        return prefix + "_display_name";
    }

    public String handle() {
        return prefix + "_handle";
    }

    /** Where this member's row stands. */
    public String place() {
        return prefix + "_sk";
    }

    /** This one, as the sender of the head's message. */
    public AttributeValue value() {
        return Keys.string(prefix);
    }

    /** The uuid of the member who has sent the head's message; empty where an older version has written it. */
    public static Optional<UUID> sender(Item head) {
        return head.find(Keys.SENDER)
                .map(sender -> Stream.of(values())
                        .filter(it -> it.prefix.equals(sender))
                        .findFirst()
                        .map(it -> head.uuid(it.uuid()))
                        .orElseThrow(() -> head.unreadable(Keys.SENDER)));
    }

    /** In the head: how many messages this member has sent. */
    public String sent() {
        return prefix + "_sent";
    }

    /** In the rows item: how many messages of the other member this one has read. */
    public String read() {
        return prefix + "_read";
    }

    /** In the rows item: the time of the newest message that this member has read. */
    public String readUpTo() {
        return prefix + "_read_up_to";
    }

    /** How many messages this member has sent since heads have counts. */
    public long sentBy(Item head) {
        return head.count(sent());
    }

    /** This member as the head names it. */
    public User user(Item head) {
        return head.as(it -> new User(it.uuid(uuid()), it.text(displayName()), it.text(handle())));
    }

    public Map<String, AttributeValue> attributes(User user) {
        return Map.of(
                uuid(), Keys.string(user.uuid().toString()),
                displayName(), Keys.string(user.displayName()),
                handle(), Keys.string(user.handle()));
    }
}
