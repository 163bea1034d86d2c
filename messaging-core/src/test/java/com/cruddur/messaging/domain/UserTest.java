package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final UUID USER = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");

    @Test
    void aNameIsAnyTextThatAStoreCanKeep() {
        for (String name : List.of("", "Andrew", "\uD83D\uDE80 \u05E9\u05DC\u05D5\u05DD", "\u0001\uFFFF")) {
            assertThat(new User(USER, name, name).displayName()).isEqualTo(name);
        }
    }

    @Test
    void aNameWithANulOrHalfASurrogatePairIsRefused() {
        for (String name : List.of("\u0000", "Andrew\u0000", "\uD83D", "\uDE80\uD83D", "a\uDC00b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new User(USER, name, "andrew"));
            assertThatIllegalArgumentException().isThrownBy(() -> new User(USER, "Andrew", name));
        }
    }
}
