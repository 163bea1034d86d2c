package com.cruddur.messaging.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalTest {
    private final Printed printed = new Printed();
    private final InputStream in = System.in;

    @AfterEach
    void restore() {
        System.setIn(in);
    }

    private void confirm(String answer) {
        System.setIn(new ByteArrayInputStream(answer.getBytes(UTF_8)));
        printed.terminal(false).confirm("This drops everything.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes\n", " YES \n", "yes"})
    void yesGoesOn(String answer) {
        assertThatCode(() -> confirm(answer)).doesNotThrowAnyException();
        assertThat(printed.err()).startsWith("This drops everything. Type yes");
        assertThat(printed.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "y\n", "no\n", "yes please\n"})
    void anythingElseDoesNot(String answer) {
        assertThatThrownBy(() -> confirm(answer))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--yes");
    }

    @Test
    void aBarStaysBelowWhatIsPrinted() {
        Terminal terminal = printed.terminal(true);
        try (Progress progress = terminal.progress("Scanning")) {
            progress.at(50, 100);
            terminal.print("a line");
        }

        String bar = "Scanning [####################                    ]  50 %  50 of 100";
        assertThat(printed.err()).isEqualTo(bar + "\r\u001b[K" + bar + "\r\u001b[K");
        assertThat(printed.out()).isEqualTo("a line" + System.lineSeparator());
    }

    @Test
    void aBarIsDrawnOnceAPercent() {
        Terminal terminal = printed.terminal(true);
        Progress progress = terminal.progress("Seeding");
        for (int i = 0; i <= 100_000; i++) {
            progress.at(i, 100_000);
        }

        assertThat(printed.err().split("\r")).hasSize(101);
    }

    @Test
    void anEstimateThatWasTooLowEndsAtAll() {
        printed.terminal(true).progress("Scanning").at(120, 100);

        assertThat(printed.err()).endsWith("100 %  120 of 120");
    }

    @Test
    void withoutATotalTheCountIsShown() {
        printed.terminal(true).progress("Scanning").at(12_000, 0);

        assertThat(printed.err()).isEqualTo("Scanning 12,000");
    }

    @Test
    void whatCannotBePrintedIsNoSuccess() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        PrintWriter out = new PrintWriter(new PrintStream(full), true);

        assertThatThrownBy(() -> new Terminal(out, new PrintWriter(full), false).print("a line"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is closed or full");
    }

    @Test
    void whereNobodyLooksThereIsNoBar() {
        try (Progress progress = printed.terminal(false).progress("Scanning")) {
            progress.at(50, 100);
        }

        assertThat(printed.err()).isEmpty();
    }
}
