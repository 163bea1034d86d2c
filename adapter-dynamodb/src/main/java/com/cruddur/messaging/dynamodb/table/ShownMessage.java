package com.cruddur.messaging.dynamodb.table;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message that a group row shows.
 *
 * @param text its text
 * @param at its time
 * @param sender the uuid of its sender; null where that is not known
 * @param received how many messages the other member of the row's owner had sent by then
 */
public record ShownMessage(String text, String at, @Nullable UUID sender, long received) {
    public ShownMessage {
        requireNonNull(text, "text");
        requireNonNull(at, "at");
    }

    /** The newest message of a head, in that member's row. */
    public static ShownMessage newestOf(Item head, MemberSlot owner) {
        return new ShownMessage(
                head.text(Keys.MESSAGE),
                head.text(Keys.MESSAGE_CREATED_AT),
                MemberSlot.sender(head).orElse(null),
                owner.other().sentBy(head));
    }
}
