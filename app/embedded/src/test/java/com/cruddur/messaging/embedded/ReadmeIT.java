package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README does what it says. */
final class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static String readme;

    @TempDir
    private Path directory;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of(System.getProperty("readme")));
    }

    @Test
    void itsCommandsAnswerWhatItSays() throws Exception {
        assertThat(run(List.of("curl", "--version"), ""))
                .as("this test runs the README's curl commands: curl has to be on the PATH")
                .startsWith("curl ");
        try (ServiceProcess service =
                ServiceProcess.serve(directory, ServiceProcess.SERVICE_JAR, Map.of(), "--store", "memory")) {
            List<String> commands = blocks("sh");
            List<String> answers = blocks("json|text");
            assertThat(commands).hasSize(9);
            assertThat(answers).hasSize(8);

            String before = commands.get(0);
            for (int i = 1; i < commands.size(); i++) {
                String script = before + "echo '<answer>'\n" + commands.get(i);
                String output = bashUntilInboxFollows(script, answers.get(i - 1), service);
                assertThat(output).matches(pattern(answers.get(i - 1)));
                before += commands.get(i)
                        .lines()
                        .filter(it -> it.matches("[A-Z]+=.*"))
                        .collect(Collectors.joining("\n", "", "\n"));
            }
        }
    }

    @Test
    void runAndTestBeginWithTheirOneCommand() {
        assertThat(readme)
                .contains("## Run\n\n```\nmvn -q -ntp -DskipTests package"
                        + " && java -jar app/embedded/target/messaging-embedded.jar\n```\n")
                .contains("## Test\n\n```\nmvn -ntp verify\n```\n");
    }

    @Test
    void itsTableNamesEveryFlagAndVariableOfTheHelp() throws Exception {
        String help = run(List.of(ServiceProcess.java(), "-jar", ServiceProcess.SERVICE_JAR, "serve", "--help"), "");
        Matcher names =
                Pattern.compile("--[a-z]+(-[a-z]+)*|\\b[A-Z]+(_[A-Z]+)+\\b").matcher(help);
        List<String> found = new ArrayList<>();
        while (names.find()) {
            found.add(names.group());
        }
        assertThat(found).hasSizeGreaterThan(25);
        assertThat(found.stream().filter(it -> !List.of("--help", "--version").contains(it)))
                .allSatisfy(it -> assertThat(readme).contains("`" + it + "`"));
    }

    /** The README says that an inbox follows within moments. */
    private String bashUntilInboxFollows(String script, String answer, ServiceProcess service) {
        List<String> last = new ArrayList<>(List.of(""));
        ServiceProcess.waitUntil(() -> {
            last.set(0, bash(script.replace("http://127.0.0.1:4567", service.url())));
            return !answer.startsWith("[") || last.get(0).matches(pattern(answer));
        });
        return last.get(0);
    }

    private String bash(String script) {
        try {
            String output = run(List.of("bash", "-eu"), script);
            return output.substring(output.indexOf("<answer>\n") + "<answer>\n".length())
                    .strip();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String run(List<String> command, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("input"), input);
        Path out = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    private static List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(readme);
        while (matcher.find()) {
            if (matcher.group(1).matches(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    /** The README writes an ellipsis for a part of an answer that it leaves out. */
    private static String pattern(String answer) {
        return Pattern.quote(answer.strip()).replace("…", "\\E[^\"]+\\Q");
    }
}
