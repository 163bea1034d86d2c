package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRecordTest {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "MODIFY"})
    void aHeadThatWasWrittenNamesItsGroup(String eventName) {
        assertThat(new ChangeRecord("1", eventName, "HEAD#" + GROUP).changedGroup())
                .contains(UUID.fromString(GROUP));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "HEAD",
                "HEAD#",
                "HEAD#1-1-1-1-1",
                "HEAD#5AE290ED-55D1-47A0-BC6D-FE2BC2700399",
                "HEAD#" + GROUP + " ",
                "HEAD##" + GROUP,
                "head#" + GROUP,
                "GRP#" + GROUP,
                "MSG#" + GROUP,
                "ROWS#" + GROUP
            })
    void anyOtherKeyNamesNone(String pk) {
        assertThat(new ChangeRecord("1", "INSERT", pk).changedGroup()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REMOVE", "''", "insert"})
    void aHeadThatWasRemovedNamesNone(String eventName) {
        assertThat(new ChangeRecord("1", eventName, "HEAD#" + GROUP).changedGroup())
                .isEmpty();
    }
}
