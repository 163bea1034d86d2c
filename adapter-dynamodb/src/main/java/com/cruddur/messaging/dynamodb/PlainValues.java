package com.cruddur.messaging.dynamodb;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's values as Java's own: {@link String}, {@link BigDecimal} with all its digits, {@link Boolean}, {@code byte[]}, {@code
 * null}, {@link List} (for its lists and its sets) and {@link Map} (with its keys in order).
 */
final class PlainValues {
    private PlainValues() {}

    /** The key first, then the other attributes in the order of their names. */
    static Map<String, Object> ofItem(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(Keys.PK, of(item.get(Keys.PK)));
        plain.put(Keys.SK, of(item.get(Keys.SK)));
        plain.putAll(ofMap(item));
        return plain;
    }

    private static Map<String, Object> ofMap(Map<String, AttributeValue> map) {
        Map<String, Object> plain = new TreeMap<>();
        map.forEach((name, value) -> plain.put(name, of(value)));
        return plain;
    }

    private static Object of(AttributeValue value) {
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

    private static <T> List<Object> list(Collection<T> values, Function<T, Object> plain) {
        return values.stream().map(plain).toList();
    }
}
