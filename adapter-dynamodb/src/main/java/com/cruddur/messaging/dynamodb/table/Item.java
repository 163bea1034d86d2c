package com.cruddur.messaging.dynamodb.table;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as the table holds it. An attribute that is missing or cannot be read is an {@link UnreadableItemException} that names the
 * item's key and the attribute, and holds no value.
 */
public record Item(Map<String, AttributeValue> attributes) {
    /**
     * The items of a list that can be read.
     *
     * @param unreadable gets the others
     */
    public static <T> List<T> readable(
            List<Map<String, AttributeValue>> items,
            Function<Item, T> reader,
            Consumer<UnreadableItemException> unreadable) {
        List<T> read = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            try {
                read.add(reader.apply(new Item(item)));
            } catch (UnreadableItemException e) {
                unreadable.accept(e);
            }
        }
        return read;
    }

    /** As it stands there, whatever it is: a position in its partition. */
    String sortKey() {
        return requireNonNull(attributes.get(Keys.SK)).s();
    }

    /** Its primary key. */
    public Map<String, AttributeValue> key() {
        return Map.of(
                Keys.PK, requireNonNull(attributes.get(Keys.PK)), Keys.SK, requireNonNull(attributes.get(Keys.SK)));
    }

    public String text(String attribute) {
        return find(attribute).filter(Item::isUnicode).orElseThrow(() -> unreadable(attribute));
    }

    /** Half of a surrogate pair cannot be answered as JSON. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
    }

    public UUID uuid(String attribute) {
        return read(attribute, UUID::fromString);
    }

    /** A uuid that other keys of the table are made of, and so only in the one form that they have. */
    public UUID keyUuid(String attribute) {
        return read(attribute, Keys::uuid);
    }

    public Instant time(String attribute) {
        return read(attribute, TimeText::parse);
    }

    boolean hasTime(String attribute) {
        try {
            time(attribute);
            return true;
        } catch (UnreadableItemException e) {
            return false;
        }
    }

    /** A time as it stands there, once it is known to be one that another can follow. */
    public String timeText(String attribute) {
        read(attribute, TimeText::after);
        return text(attribute);
    }

    /** The uuid that follows the first {@code #} of its partition key. */
    public UUID owner() {
        return read(Keys.PK, pk -> Keys.uuid(pk.substring(pk.indexOf('#') + 1)));
    }

    public long number(String attribute) {
        return Optional.ofNullable(attributes.get(attribute))
                .map(AttributeValue::n)
                .flatMap(Item::wholeNumber)
                .orElseThrow(() -> unreadable(attribute));
    }

    /** A count, as a number or as text; it is 0 where it is missing. */
    public long count(String attribute) {
        AttributeValue count = attributes.get(attribute);
        if (count == null) {
            return 0;
        }
        return Optional.ofNullable(count.n())
                .or(() -> Optional.ofNullable(count.s()))
                .flatMap(Item::wholeNumber)
                .orElseThrow(() -> unreadable(attribute));
    }

    /** Empty where it is missing. */
    public Optional<UUID> findUuid(String attribute) {
        return attributes.containsKey(attribute) ? Optional.of(uuid(attribute)) : Optional.empty();
    }

    private static Optional<Long> wholeNumber(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The user under {@code user_uuid}, {@code user_display_name} and {@code user_handle}. */
    public User user() {
        return as(it -> new User(it.uuid(Keys.USER_UUID), it.text(Keys.USER_DISPLAY_NAME), it.text(Keys.USER_HANDLE)));
    }

    public Optional<String> find(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(AttributeValue::s);
    }

    /** A value of the domain, which may refuse what the attributes say. */
    public <T> T as(Function<Item, T> reader) {
        try {
            return reader.apply(this);
        } catch (IllegalArgumentException | DateTimeException | MessagingException mayQuoteTheValue) {
            throw new UnreadableItemException(itemKey(), "has attributes that cannot be");
        }
    }

    private <T> T read(String attribute, Function<String, T> reader) {
        String text = text(attribute);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException quotesTheValue) {
            throw unreadable(attribute);
        }
    }

    public UnreadableItemException unreadable(String attribute) {
        return new UnreadableItemException(itemKey(), "has no readable " + attribute);
    }

    public ItemKey itemKey() {
        return new ItemKey(find(Keys.PK).orElse("?"), find(Keys.SK).orElse("?"));
    }
}
