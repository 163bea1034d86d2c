package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRecordTest {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @Test
    void aNewMessageNamesItsGroup() {
        assertThat(new ChangeRecord("1", "INSERT", "MSG#" + GROUP).changedGroup())
                .contains(UUID.fromString(GROUP));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "MSG",
                "MSG#",
                "MSG#1-1-1-1-1",
                "MSG#5AE290ED-55D1-47A0-BC6D-FE2BC2700399",
                "MSG#" + GROUP + " ",
                "MSG##" + GROUP,
                "msg#" + GROUP,
                "GRP#" + GROUP,
                "HEAD#" + GROUP,
                "ROWS#" + GROUP
            })
    void anyOtherKeyNamesNone(String pk) {
        assertThat(new ChangeRecord("1", "INSERT", pk).changedGroup()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MODIFY", "REMOVE", "''", "insert"})
    void aMessageThatIsNotNewChangesNothing(String eventName) {
        assertThat(new ChangeRecord("1", eventName, "MSG#" + GROUP).changedGroup())
                .isEmpty();
    }
}
