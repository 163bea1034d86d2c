package com.cruddur.messaging.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UnreadableItemTest {
    private static final AttributeValue SECRET = AttributeValue.fromS("a private text");
    private final Item item =
            new Item(Map.of("pk", AttributeValue.fromS("MSG#1"), "uuid", SECRET, "time", SECRET, "number", SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "time", "number", "missing"})
    void anAttributeThatCannotBeReadIsNamedAndNotQuoted(String attribute) {
        assertThatThrownBy(() -> {
                    switch (attribute) {
                        case "uuid" -> item.uuid(attribute);
                        case "time" -> item.time(attribute);
                        case "number" -> item.number(attribute);
                        default -> item.text(attribute);
                    }
                })
                .isInstanceOf(StorageException.class)
                .hasNoCause()
                .hasMessageContaining("MSG#1")
                .hasMessageContaining(attribute)
                .hasMessageNotContaining("private");
    }

    @Test
    void aTextThatIsANumberIsNotText() {
        Item number = new Item(Map.of("text", AttributeValue.fromN("1")));
        assertThatThrownBy(() -> number.text("text")).isInstanceOf(StorageException.class);
    }
}
