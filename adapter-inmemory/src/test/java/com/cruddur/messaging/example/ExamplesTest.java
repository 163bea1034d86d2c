package com.cruddur.messaging.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's examples: each is a file beside this one without its package, it compiles alone, and it works. */
class ExamplesTest {
    private static final String DIRECTORY = "src/test/java/com/cruddur/messaging/example/";
    private static final Path README = Path.of("../README.md");
    private static final Pattern JAVA_BLOCK =
            Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"EmbeddingExample", "PushExample"})
    void theReadmeQuotesTheExample(String name) throws IOException {
        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
        assertThat(blocks).contains(example(name));
        assertThat(example(name).lines()).hasSizeLessThan(30);
    }

    @Test
    void theEmbeddingExampleShowsTheConversation(@TempDir Path directory) throws Exception {
        List<String> lines = run("EmbeddingExample", directory);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("Hello!").contains("Hello yourself.");
        assertThat(lines.get(1)).contains("Andrew Bayko").contains("Hello yourself.");
    }

    @Test
    void thePushExampleTellsTheReceiver(@TempDir Path directory) throws Exception {
        List<String> lines = run("PushExample", directory);
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .filteredOn(it -> it.startsWith("push to true, once for "))
                .hasSize(1);
        assertThat(lines).filteredOn(it -> it.contains("messages=1")).hasSize(1);
    }

    private static List<String> run(String name, Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve(name + ".java"), example(name));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(compiled).describedAs("javac's answer").isZero();
        return outputOfMain(name, directory).lines().toList();
    }

    private static String outputOfMain(String name, Path directory) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                PrintStream captured = new PrintStream(output, true, UTF_8)) {
            Method main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            System.setOut(captured);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return output.toString(UTF_8);
    }

    private static String example(String name) throws IOException {
        String file = Files.readString(Path.of(DIRECTORY + name + ".java"));
        return file.substring(file.indexOf("import "));
    }
}
