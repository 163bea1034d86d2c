package com.cruddur.messaging.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The defaults. The tests of the packaged jars show that the environment is under the flags and over these. */
final class ServeOptionsTest {
    @Command
    private static final class Host {
        @Mixin
        private ServeOptions options = new ServeOptions();
    }

    private static ServeOptions parse(String... arguments) {
        Host host = new Host();
        new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return host.options;
    }

    @Test
    void defaultsAreLocal() {
        ServeOptions options = parse();

        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(4567);
        assertThat(options.dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(options.store()).isEmpty();
        assertThat(options.stream()).isEqualTo(StreamSource.READER);
        assertThat(options.dynamoDbPort()).isEmpty();
        assertThat(options.postgresPort()).isEmpty();
        assertThat(options.endpoint()).isEmpty();
        assertThat(options.region()).isEmpty();
        assertThat(options.connectionUrl()).isEmpty();
        assertThat(options.userPoolId()).isEmpty();
        assertThat(options.cursorKey()).isEmpty();
        assertThat(options.table()).isEqualTo("cruddur-messages");
        assertThat(options.schema()).isEqualTo("messaging");
        assertThat(options.origins()).isEmpty();
    }

    @Test
    void anEmptyTextIsNotGiven() {
        ServeOptions options = parse(
                "--region",
                "",
                "--table",
                "",
                "--schema",
                "",
                "--connection-url=",
                "--endpoint-url=",
                "--frontend-url",
                " ");

        assertThat(options.region()).isEmpty();
        assertThat(options.table()).isEqualTo("cruddur-messages");
        assertThat(options.schema()).isEqualTo("messaging");
        assertThat(options.connectionUrl()).isEmpty();
        assertThat(options.endpoint()).isEmpty();
        assertThat(options.origins()).isEmpty();
    }

    @Test
    void everyFlagNamesItsVariableInTheHelp() {
        for (OptionSpec option : new CommandLine(new Host()).getCommandSpec().options()) {
            assertThat(String.join(" ", option.description()))
                    .as(option.longestName())
                    .matches(".*\\[[A-Z_]{5,}.*\\]\\.");
            Option written = ((Field) option.userObject()).getAnnotation(Option.class);
            assertThat(written.defaultValue()).as(option.longestName()).contains("${env:");
        }
    }
}
