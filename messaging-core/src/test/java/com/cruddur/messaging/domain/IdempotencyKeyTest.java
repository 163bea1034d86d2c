package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    @Test
    void aKeyIsOneTo255VisibleAsciiCharacters() {
        String visible =
                IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
        for (String key : List.of("k", visible, "k".repeat(255))) {
            assertThat(new IdempotencyKey(key).value()).isEqualTo(key);
        }
    }

    @Test
    void everyOtherKeyIsRefused() {
        List<String> keys = List.of(
                "",
                " ",
                "a b",
                " k",
                "k ",
                "\t",
                "\u0000",
                "\u007F",
                "\u0080",
                "\u00E9",
                "\uD83E\uDD84",
                "k".repeat(256),
                "k".repeat(300));
        keys.forEach(it -> Refusals.assertRefused(Reason.IDEMPOTENCY_KEY_INVALID, () -> new IdempotencyKey(it)));
    }
}
