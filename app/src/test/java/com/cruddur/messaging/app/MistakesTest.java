package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class MistakesTest {
    @Command
    private static final class Host {
        @Mixin
        private ServeOptions options = new ServeOptions();
    }

    private static String line(Map<String, String> environment, String... arguments) {
        ParameterException mistake =
                catchThrowableOfType(ParameterException.class, () -> new CommandLine(new Host()).parseArgs(arguments));
        return Mistakes.line(mistake, List.of(arguments), environment);
    }

    @Test
    void aValueOfTheCommandLineIsAnsweredByItsOption() {
        Map<String, String> environment = Map.of("MESSAGING_PORT", "4567");
        assertThat(line(environment, "--port", "abc"))
                .startsWith("Invalid value for option '--port'")
                .contains("'abc'");
        assertThat(line(environment, "--port=abc")).startsWith("Invalid value for option '--port'");
    }

    /** The parser reads the process's environment, so that the wrong value comes by an argument that this method does not see. */
    @Test
    void aValueOfTheEnvironmentIsAnsweredByItsVariable() {
        ParameterException port = catchThrowableOfType(
                ParameterException.class, () -> new CommandLine(new Host()).parseArgs("--port", "abc"));
        assertThat(Mistakes.line(port, List.of("--host", "::1"), Map.of("MESSAGING_PORT", "abc")))
                .isEqualTo("Invalid value for MESSAGING_PORT: 'abc' is not an int");
        ParameterException store = catchThrowableOfType(
                ParameterException.class, () -> new CommandLine(new Host()).parseArgs("--store", "tape"));
        assertThat(Mistakes.line(store, List.of(), Map.of("MESSAGING_STORE", "tape")))
                .startsWith("Invalid value for MESSAGING_STORE: expected one of");
    }
}
