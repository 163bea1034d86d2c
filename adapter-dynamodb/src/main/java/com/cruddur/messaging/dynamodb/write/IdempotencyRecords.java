package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;
import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.UsedKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The answers to idempotency keys. A key is free again once its item has expired, whether or not DynamoDB has deleted the
 * item by then. Answers hold no text: that of an equal request is the same.
 */
public final class IdempotencyRecords {
    private static final String EXPIRED = Keys.EXPIRES_AT + " <= :now";

    private IdempotencyRecords() {}

    /** Takes the draft's key, where it has one, if it is free. */
    public static void addTo(Writes writes, NewMessage draft, Message message) {
        Optional.ofNullable(draft.idempotency()).ifPresent(idempotency -> {
            Map<String, AttributeValue> now = Map.of(":now", seconds(draft.now().getEpochSecond()));
            writes.putNewOr(WriteRole.SENT, item(idempotency, draft.now(), message), EXPIRED, now);
        });
    }

    /** The item of a key that was moved here, and of the message that is its answer. */
    public static Map<String, AttributeValue> item(UsedKey key, Message answer) {
        return item(key.idempotency(), key.usedAt(), answer);
    }

    private static Map<String, AttributeValue> item(Idempotency idempotency, Instant usedAt, Message message) {
        User sender = message.sender();
        Map<String, AttributeValue> item = new HashMap<>(Keys.sent(sender.uuid(), idempotency.key()));
        item.put(Keys.FINGERPRINT, string(idempotency.fingerprint()));
        item.put(Keys.GROUP_UUID, string(message.group().toString()));
        item.put(Keys.MESSAGE_UUID, string(message.uuid().toString()));
        item.put(Keys.MESSAGE_CREATED_AT, string(TimeText.of(message.createdAt())));
        item.put(Keys.USER_DISPLAY_NAME, string(sender.displayName()));
        item.put(Keys.USER_HANDLE, string(sender.handle()));
        item.put(Keys.EXPIRES_AT, seconds(expiry(usedAt)));
        return item;
    }

    private static long expiry(Instant now) {
        Instant end = now.plus(Idempotency.KEPT);
        return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    }

    /**
     * The first answer, where the item in the way of the draft's key says that there is one.
     *
     * @throws MessagingException {@link Reason#IDEMPOTENCY_KEY_REUSED}
     */
    public static Optional<Message> answer(Optional<Item> sent, NewMessage draft) {
        return sent.map(it -> answer(it, draft));
    }

    /** The first answer to the draft's key from its item, unless that has expired by {@code now}. */
    static Optional<Message> answerUnlessExpired(Item sent, NewMessage draft, Instant now) {
        return answer(Optional.of(sent).filter(it -> it.number(Keys.EXPIRES_AT) > now.getEpochSecond()), draft);
    }

    private static Message answer(Item sent, NewMessage draft) {
        String fingerprint = requireNonNull(draft.idempotency()).fingerprint();
        if (!sent.text(Keys.FINGERPRINT).equals(fingerprint)) {
            throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
        }
        return message(sent, draft.sender().uuid(), draft.text().value());
    }

    /** The message that an item answers with; the item does not hold its text. */
    public static Message message(Item sent, UUID sender, String text) {
        return sent.as(it -> new Message(
                it.uuid(Keys.MESSAGE_UUID),
                it.keyUuid(Keys.GROUP_UUID),
                new User(sender, it.text(Keys.USER_DISPLAY_NAME), it.text(Keys.USER_HANDLE)),
                text,
                it.time(Keys.MESSAGE_CREATED_AT)));
    }

    private static AttributeValue seconds(long ofTheEpoch) {
        return AttributeValue.fromN(Long.toString(ofTheEpoch));
    }
}
