package com.cruddur.messaging.dynamodb.table;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageGroup;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table, and where they are.
 *
 * <table>
 * <caption>Items; every attribute is a string, but for {@code expires_at} and the counts in heads and rows items. Times are written by {@link TimeText}.</caption>
 * <tr><th>item</th><th>pk / sk</th><th>other attributes</th></tr>
 * <tr><td>message</td><td>{@code MSG#<group>} / its time</td>
 *   <td>{@code message_uuid}, {@code message}; of the sender: {@code user_uuid}, {@code user_display_name},
 *   {@code user_handle}</td></tr>
 * <tr><td>group row, one a member</td><td>{@code GRP#<member>} / the time of the message that it stands at, or some µs later
 *   where another row of the member had that place</td>
 *   <td>{@code message_group_uuid}, {@code message} (preview), {@code message_created_at} (time of that message; rows of the
 *   reference have none: then sk counts), {@code sender_uuid} (of that message), {@code received} (how many messages the other
 *   member had sent by then), {@code read} and {@code read_up_to} (the owner's horizon, as in the rows item); of the other member:
 *   {@code user_uuid}, {@code user_display_name}, {@code user_handle}</td></tr>
 * <tr><td>head, one a group</td><td>{@code HEAD#<group>} / {@code HEAD}</td>
 *   <td>of each member: {@code lower_uuid}, {@code lower_display_name}, {@code lower_handle}, {@code higher_uuid},
 *   {@code higher_display_name}, {@code higher_handle}; of the newest message: {@code message}, {@code message_uuid},
 *   {@code message_created_at}, {@code sender} ({@code lower} or {@code higher}); how many messages each member has sent: {@code lower_sent},
 *   {@code higher_sent}</td></tr>
 * <tr><td>rows, one a group</td><td>{@code ROWS#<group>} / {@code ROWS}</td>
 *   <td>where the group rows stand: {@code lower_sk}, {@code higher_sk}; {@code message_created_at} of the message that they
 *   stand at; how far each member has read: {@code lower_read}, {@code higher_read} (how many messages the other member had
 *   sent by then), {@code lower_read_up_to}, {@code higher_read_up_to} (a time; missing where the member has marked
 *   nothing)</td></tr>
 * <tr><td>pair, one a pair of users</td><td>{@code PAIR#<lower>#<higher>} / {@code PAIR}</td><td>{@code group_uuid}</td></tr>
 * <tr><td>answer to an idempotency key</td><td>{@code SENT#<sender>} / the key</td>
 *   <td>{@code fingerprint}, {@code group_uuid}, {@code message_uuid}, {@code message_created_at},
 *   {@code user_display_name}, {@code user_handle}; {@code expires_at} (a number: seconds of the epoch; the table's time to
 *   live)</td></tr>
 * </table>
 *
 * <p>Messages and group rows are the reference's items. All others are in partitions of their own, which its readers never
 * meet. Only group rows have {@code message_group_uuid}, the hash key of the index {@value #GROUP_INDEX}, so only they are
 * in it.
 */
public final class Keys {
    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String GROUP_INDEX = "message-group-sk-index";

    public static final String MESSAGE = "message";
    public static final String MESSAGE_UUID = "message_uuid";
    public static final String MESSAGE_CREATED_AT = "message_created_at";
    public static final String MESSAGE_GROUP_UUID = "message_group_uuid";
    public static final String SENDER = "sender";
    public static final String SENDER_UUID = "sender_uuid";
    public static final String RECEIVED = "received";
    /** A reserved word: expressions need another name for it. */
    public static final String READ = "read";

    public static final String READ_UP_TO = "read_up_to";
    public static final String USER_UUID = "user_uuid";
    public static final String USER_DISPLAY_NAME = "user_display_name";
    public static final String USER_HANDLE = "user_handle";
    public static final String GROUP_UUID = "group_uuid";
    public static final String FINGERPRINT = "fingerprint";
    public static final String EXPIRES_AT = "expires_at";

    /** The condition that an item is a row of the group {@code :group}. */
    public static final String IS_ROW_OF_GROUP = MESSAGE_GROUP_UUID + " = :group";

    private Keys() {}

    /** The partition of a group's messages. */
    public static String messages(UUID group) {
        return "MSG#" + group;
    }

    /** The partition of a user's group rows. */
    public static String inbox(UUID user) {
        return "GRP#" + user;
    }

    public static Map<String, AttributeValue> message(UUID group, String time) {
        return key(messages(group), time);
    }

    public static Map<String, AttributeValue> row(UUID member, String place) {
        return key(inbox(member), place);
    }

    public static Map<String, AttributeValue> head(UUID group) {
        return key("HEAD#" + group, "HEAD");
    }

    public static Map<String, AttributeValue> rows(UUID group) {
        return key("ROWS#" + group, "ROWS");
    }

    /** The same in whichever order the two are named. */
    public static Map<String, AttributeValue> pair(UUID one, UUID another) {
        String first = one.toString();
        String second = another.toString();
        boolean ordered = first.compareTo(second) < 0;
        return key("PAIR#" + (ordered ? first : second) + "#" + (ordered ? second : first), "PAIR");
    }

    public static Map<String, AttributeValue> pair(MessageGroup group) {
        return pair(group.members().get(0), group.members().get(1));
    }

    public static Map<String, AttributeValue> sent(UUID sender, IdempotencyKey key) {
        return key("SENT#" + sender, key.value());
    }

    /**
     * A uuid as keys have it. The JDK also reads {@code 1-1-1-1-1} and upper case, which are other keys.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("another form of a uuid");
        }
        return uuid;
    }

    public static boolean isUuid(String text) {
        try {
            return uuid(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, string(pk), SK, string(sk));
    }
}
