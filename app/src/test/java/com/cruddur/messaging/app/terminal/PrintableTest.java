package com.cruddur.messaging.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Good morning", "Grüße, “quoted”", "日本語", "👩\u200d👩\u200d👧", "می\u200cخواهم", "c:\\users", ""
            })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "001b, escape",
        "0007, bell",
        "000a, line feed",
        "000d, carriage return",
        "0000, nul",
        "007f, delete",
        "009b, control sequence introducer",
        "202e, right-to-left override",
        "2066, isolate",
        "2028, line separator",
        "2029, paragraph separator",
        "d800, half a surrogate pair"
    })
    void whatSteersATerminalIsSpelled(String hex, String name) {
        char steering = (char) Integer.parseInt(hex, 16);

        assertThat(Printable.of("a" + steering + "[2J")).as(name).isEqualTo("a\\u" + hex + "[2J");
    }

    @Test
    void aCutCountsCodePoints() {
        assertThat(Printable.of("👩👩👩", 2)).isEqualTo("👩👩");
        assertThat(Printable.of("short", 40)).isEqualTo("short");
    }
}
