package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.User;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as the table holds it. An attribute that is missing or cannot be read is an {@link UnreadableItemException} that names the
 * item's partition and the attribute, and holds no value.
 */
record Item(Map<String, AttributeValue> attributes) {
    /** Its primary key. */
    Map<String, AttributeValue> key() {
        return Map.of(Keys.PK, attributes.get(Keys.PK), Keys.SK, attributes.get(Keys.SK));
    }

    String text(String attribute) {
        return find(attribute).orElseThrow(() -> unreadable(attribute));
    }

    UUID uuid(String attribute) {
        return read(attribute, UUID::fromString);
    }

    Instant time(String attribute) {
        return read(attribute, TimeText::parse);
    }

    /** The uuid that follows the first {@code #} of its partition key. */
    UUID owner() {
        return read(Keys.PK, pk -> UUID.fromString(pk.substring(pk.indexOf('#') + 1)));
    }

    long number(String attribute) {
        AttributeValue value = attributes.get(attribute);
        if (value == null || value.n() == null) {
            throw unreadable(attribute);
        }
        return Long.parseLong(value.n());
    }

    /** The user under {@code user_uuid}, {@code user_display_name} and {@code user_handle}. */
    User user() {
        return new User(uuid(Keys.USER_UUID), text(Keys.USER_DISPLAY_NAME), text(Keys.USER_HANDLE));
    }

    Optional<String> find(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(AttributeValue::s);
    }

    private <T> T read(String attribute, Function<String, T> reader) {
        String text = text(attribute);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException quotesTheValue) {
            throw unreadable(attribute);
        }
    }

    private UnreadableItemException unreadable(String attribute) {
        String partition = find(Keys.PK).orElse("?");
        return new UnreadableItemException("an item of " + partition + " has no readable " + attribute);
    }
}
