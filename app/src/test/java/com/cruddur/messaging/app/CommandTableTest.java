package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** The README's table of commands, their help and their completion say the same. */
final class CommandTableTest {
    private static final Pattern ROW = Pattern.compile("\\| `messaging ([a-z-]+(?: [a-z-]+)?)([^`]*)` \\| (.+) \\|");

    static final Map<String, CommandSpec> COMMANDS = commands();

    static final List<String> NAMES = List.copyOf(COMMANDS.keySet());

    private static Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> commands = new TreeMap<>();
        leaves(Main.commands(Optional.empty()).getCommandSpec()).forEach(it -> commands.put(name(it), it));
        return commands;
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        return command.subcommands().isEmpty()
                ? Stream.of(command)
                : command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(CommandTableTest::leaves)
                        .filter(it -> !it.name().equals("help"));
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName().substring("messaging ".length());
    }

    @Test
    void theReadmeHasEveryCommandAndNoOther() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../README.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }

        assertThat(rows).containsOnlyKeys(COMMANDS.keySet());
        rows.forEach((name, arguments) -> COMMANDS.get(name)
                .positionalParameters()
                .forEach(it -> assertThat(arguments).as("arguments of %s", name).contains(it.paramLabel())));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyCommandHasHelp(String name) {
        StringWriter out = new StringWriter();
        CommandLine commands = Main.commands(Optional.empty()).setOut(new PrintWriter(out));

        int code = commands.execute((name + " --help").split(" "));

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("Usage: messaging " + name).contains("--help");
        assertThat(COMMANDS.get(name).usageMessage().description())
                .as("description")
                .isNotEmpty();
    }

    @Test
    void aShellTakesTheCompletionAndKnowsEveryCommand() throws Exception {
        String script = AutoComplete.bash("messaging", Main.commands(Optional.empty()));
        Process bash = new ProcessBuilder("bash", "-c", "source /dev/stdin && complete -p messaging")
                .redirectErrorStream(true)
                .start();
        try (Writer in = bash.outputWriter()) {
            in.write(script);
        }

        assertThat(new String(bash.getInputStream().readAllBytes())).contains("_complete_messaging");
        assertThat(bash.waitFor()).isZero();
        NAMES.forEach(name -> assertThat(script).contains("picocli_messaging_" + function(name)));
    }

    /** Of these, {@code ddb drop} is told its table by an argument, and {@code ddb list-tables} needs none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "ddb schema-load",
                "ddb seed",
                "ddb scan",
                "ddb get-conversation",
                "ddb list-conversations",
                "ddb adopt",
                "inbox verify",
                "inbox rebuild",
                "db rename"
            })
    void everyCommandOnATableTakesItsName(String name) {
        assertThat(COMMANDS.get(name).findOption("--table")).as(name).isNotNull();
        String body = AutoComplete.bash("messaging", Main.commands(Optional.empty()))
                .split("function _picocli_messaging_" + function(name) + "\\(\\)")[1]
                .split("\n}\n")[0];
        assertThat(body).contains("'--table'");

        StringWriter err = new StringWriter();
        int code = Main.commands(Optional.empty())
                .setErr(new PrintWriter(err))
                .execute((name + " --table no/name").split(" "));
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("a table's name has 3 to 255 characters");
    }

    private static String function(String name) {
        return name.replace("-", "").replace(' ', '_');
    }
}
