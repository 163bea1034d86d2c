package com.cruddur.messaging.dynamodb.admin;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.dynamodb.table.Keys;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's values as Java's own: {@link String}, {@link BigDecimal} with all its digits, {@link Boolean}, {@code byte[]}, {@code
 * null}, {@link List} (for its lists and its sets) and {@link Map} (with its keys in order).
 */
final class PlainValues {
    private PlainValues() {}

    /** The key first, then the other attributes in the order of their names. */
    static Map<String, @Nullable Object> ofItem(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put(Keys.PK, of(requireNonNull(item.get(Keys.PK))));
        plain.put(Keys.SK, of(requireNonNull(item.get(Keys.SK))));
        plain.putAll(ofMap(item));
        return plain;
    }

    private static Map<String, @Nullable Object> ofMap(Map<String, AttributeValue> map) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        map.forEach((name, value) -> plain.put(name, of(value)));
        return plain;
    }

    private static @Nullable Object of(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case B -> value.b().asByteArray();
            case BOOL -> value.bool();
            case NUL -> null;
            case SS -> value.ss();
            case NS -> list(value.ns(), BigDecimal::new);
            case BS -> list(value.bs(), SdkBytes::asByteArray);
            case L -> list(value.l(), PlainValues::of);
            case M -> ofMap(value.m());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a type of DynamoDB that is not known");
        };
    }

    private static <T> List<@Nullable Object> list(
            Collection<T> values, Function<T, ? extends @Nullable Object> plain) {
        return new ArrayList<>(values.stream().map(plain).toList());
    }
}
