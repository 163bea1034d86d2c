package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message group: the conversation of two people. Its members never change, so a group may be cached for ever.
 *
 * @param uuid identifies the group
 * @param members the uuids of both members, in their order as text
 */
public record MessageGroup(UUID uuid, List<UUID> members) {
    private static final Pattern CANONICAL = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** @throws IllegalArgumentException when the members are not two users in the order of their uuids as text */
    public MessageGroup {
        requireNonNull(uuid, "uuid");
        members = List.copyOf(members);
        if (members.size() != 2 || compare(members.get(0), members.get(1)) >= 0) {
            throw new IllegalArgumentException("a group has two members, in the order of their uuids as text");
        }
    }

    /**
     * A group of two users, named in any order.
     *
     * @throws MessagingException {@link Reason#MESSAGE_TO_SELF} when both are the same user
     */
    public static MessageGroup of(UUID uuid, UUID one, UUID another) {
        int order = compare(one, another);
        if (order == 0) {
            throw new MessagingException(Reason.MESSAGE_TO_SELF);
        }
        return new MessageGroup(uuid, order < 0 ? List.of(one, another) : List.of(another, one));
    }

    /**
     * Reads the uuid of a group as a caller wrote it. Text that is not a uuid is answered like the uuid of an unknown group.
     *
     * @throws MessagingException {@link Reason#MESSAGE_GROUP_UUID_BLANK} or {@link Reason#MESSAGE_GROUP_NOT_FOUND}
     */
    public static UUID uuid(@Nullable String text) {
        if (text == null || Text.isBlank(text)) {
            throw new MessagingException(Reason.MESSAGE_GROUP_UUID_BLANK);
        }
        return Optional.of(text)
                .filter(it -> CANONICAL.matcher(it).matches())
                .map(UUID::fromString)
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    /** Whether this user is a member. */
    public boolean includes(UUID user) {
        return members.contains(user);
    }

    /**
     * The other member.
     *
     * @throws IllegalArgumentException when this user is not a member
     */
    public UUID other(UUID member) {
        if (!includes(member)) {
            throw new IllegalArgumentException("not a member of this group");
        }
        return members.get(0).equals(member) ? members.get(1) : members.get(0);
    }

    private static int compare(UUID one, UUID another) {
        return one.toString().compareTo(another.toString());
    }
}
