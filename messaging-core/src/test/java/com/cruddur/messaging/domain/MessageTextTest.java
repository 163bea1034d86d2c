package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static final String UNICORN = "\uD83E\uDD84";

    @Test
    void aTextIsKeptAsSent() {
        for (String text :
                List.of("x", "  x\n", "e\u0301", "\u202Ex", "\uFEFFx", "\uFFFF", "\u0001", "\uD7FF\uE000", UNICORN)) {
            assertThat(new MessageText(text).value()).isEqualTo(text);
        }
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(new MessageText(UNICORN.repeat(1_024)).value()).hasSize(2_048);
        assertThat(new MessageText("x".repeat(1_024)).value()).hasSize(1_024);
        assertRefused(Reason.MESSAGE_EXCEED_MAX_CHARS, UNICORN.repeat(1_025));
        assertRefused(Reason.MESSAGE_EXCEED_MAX_CHARS, "x".repeat(1_025));
        assertRefused(Reason.MESSAGE_EXCEED_MAX_CHARS, "x" + " ".repeat(1_024));
    }

    @Test
    void nothingButWhiteSpaceIsBlank() {
        assertRefused(Reason.MESSAGE_BLANK, null);
        assertRefused(Reason.MESSAGE_BLANK, "");
        assertRefused(Reason.MESSAGE_BLANK, " ".repeat(2_000));
        for (int space : WhiteSpace.ALL) {
            assertRefused(Reason.MESSAGE_BLANK, Character.toString(space));
            assertRefused(Reason.MESSAGE_BLANK, " " + Character.toString(space) + "\n");
            assertThat(new MessageText(Character.toString(space) + "x").value()).hasSize(2);
        }
    }

    @Test
    void nulAndHalvesOfSurrogatePairsAreRefused() {
        for (String text : List.of(
                "\u0000",
                "x\u0000y",
                "\uD800",
                "\uDBFF",
                "\uDC00",
                "\uDFFF",
                "\uD83E",
                "\uDD84",
                "x\uD83E",
                "\uDD84x",
                "\uDD84\uD83E",
                "\uD83E\uD83E\uDD84")) {
            assertRefused(Reason.MESSAGE_MALFORMED, text);
        }
        assertRefused(Reason.MESSAGE_MALFORMED, "\u0000".repeat(1_025));
    }

    private static void assertRefused(Reason reason, String text) {
        Refusals.assertRefused(reason, () -> new MessageText(text));
    }
}
