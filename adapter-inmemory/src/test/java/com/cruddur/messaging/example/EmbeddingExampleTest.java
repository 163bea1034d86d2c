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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example: it is the file beside this one without its package, it compiles alone, and it works. */
class EmbeddingExampleTest {
    private static final Path FILE = Path.of("src/test/java/com/cruddur/messaging/example/EmbeddingExample.java");
    private static final Path README = Path.of("../README.md");
    private static final Pattern JAVA_BLOCK =
            Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theReadmeQuotesTheExample() throws IOException {
        Matcher block = JAVA_BLOCK.matcher(Files.readString(README));
        assertThat(block.find()).describedAs("a java block in the README").isTrue();
        assertThat(block.group(1)).isEqualTo(example());
    }

    @Test
    void theExampleHasFewerThanThirtyLines() throws IOException {
        assertThat(example().lines()).hasSizeLessThan(30);
    }

    @Test
    void theExampleCompilesAloneAndShowsTheConversation(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("EmbeddingExample.java"), example());
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
        String output = outputOfMain(directory);
        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().toList().get(0)).contains("Hello!").contains("Hello yourself.");
        assertThat(output.lines().toList().get(1)).contains("Andrew Bayko").contains("Hello yourself.");
    }

    private static String outputOfMain(Path directory) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                PrintStream captured = new PrintStream(output, true, UTF_8)) {
            Method main = loader.loadClass("EmbeddingExample").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            System.setOut(captured);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        return output.toString(UTF_8);
    }

    private static String example() throws IOException {
        String file = Files.readString(FILE);
        return file.substring(file.indexOf("import "));
    }
}
