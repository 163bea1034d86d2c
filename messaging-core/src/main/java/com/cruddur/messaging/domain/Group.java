package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A message group: the conversation of two people. Who they are never changes, so a group may be cached for ever.
 *
 * @param uuid which group it is
 * @param lower the member whose uuid comes first as text
 * @param higher the other member
 */
public record Group(UUID uuid, UUID lower, UUID higher) {
    private static final Pattern CANONICAL = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    public Group {
        requireNonNull(uuid, "uuid");
        if (lower.toString().compareTo(higher.toString()) >= 0) {
            throw new IllegalArgumentException("the members are two, in the order of their uuids as text");
        }
    }

    /**
     * The group of two users, in whichever order they are named.
     *
     * @throws MessagingException {@link Reason#MESSAGE_TO_SELF} when they are one and the same
     */
    public static Group of(UUID uuid, UUID one, UUID another) {
        int order = one.toString().compareTo(another.toString());
        if (order == 0) {
            throw new MessagingException(Reason.MESSAGE_TO_SELF);
        }
        return order < 0 ? new Group(uuid, one, another) : new Group(uuid, another, one);
    }

    /**
     * The uuid that a caller wrote. What is no uuid names no group, so it is answered as an unknown one is.
     *
     * @throws MessagingException {@link Reason#MESSAGE_GROUP_UUID_BLANK} or {@link Reason#MESSAGE_GROUP_NOT_FOUND}
     */
    public static UUID uuid(String text) {
        if (text == null || Text.isBlank(text)) {
            throw new MessagingException(Reason.MESSAGE_GROUP_UUID_BLANK);
        }
        return Optional.of(text)
                .filter(it -> CANONICAL.matcher(it).matches())
                .map(UUID::fromString)
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    public boolean includes(UUID user) {
        return lower.equals(user) || higher.equals(user);
    }
}
