package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

final class UsageErrorsTest {
    private static ParameterException mistake(String... arguments) {
        return catchThrowableOfType(
                ParameterException.class,
                () -> Main.commands(Optional.empty())
                        .parseArgs(Stream.concat(Stream.of("serve"), Stream.of(arguments))
                                .toArray(String[]::new)));
    }

    private static String line(Map<String, String> environment, String... arguments) {
        return UsageErrors.line(mistake(arguments), List.of(arguments), environment);
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
        ParameterException port = mistake("--port", "abc");
        assertThat(UsageErrors.line(port, List.of("--host", "::1"), Map.of("MESSAGING_PORT", "abc")))
                .isEqualTo("Invalid value for MESSAGING_PORT: 'abc' is not an int");
        ParameterException store = mistake("--store", "tape");
        assertThat(UsageErrors.line(store, List.of(), Map.of("MESSAGING_STORE", "tape")))
                .startsWith("Invalid value for MESSAGING_STORE: expected one of");
    }
}
