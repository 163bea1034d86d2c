package com.cruddur.messaging.dynamodb.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "cruddur messages", "cruddur/messages", "nachrichten-für-alle", "abc\n"})
    void aNameThatDynamoDbRefusesIsRefused(String name) {
        assertThatThrownBy(() -> TableName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table's name has 3 to 255 characters: letters, digits, _, - and .");
    }

    @Test
    void aNameHas255CharactersAtMost() {
        assertThat(TableName.of("x".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> TableName.of("x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEnvironmentNamesTheTableByOurVariableElseByTheReferences() {
        assertThat(TableName.in(Map.of("MESSAGING_TABLE", "ours", "DDB_MESSAGE_TABLE", "theirs")))
                .isEqualTo("ours");
        assertThat(TableName.in(Map.of("MESSAGING_TABLE", " ", "DDB_MESSAGE_TABLE", "CrdDdb-Table-1A2B3C")))
                .isEqualTo("CrdDdb-Table-1A2B3C");
        assertThat(TableName.in(Map.of("DDB_MESSAGE_TABLE", ""))).isEqualTo("cruddur-messages");
        assertThat(TableName.in(Map.of())).isEqualTo("cruddur-messages");
    }

    @Test
    void aVariableWithABadNameIsNamed() {
        assertThatThrownBy(() -> TableName.in(Map.of("DDB_MESSAGE_TABLE", "no/name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DDB_MESSAGE_TABLE: a table's name has");
    }
}
