package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.contract.StoreContract;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code java} block of every Markdown page compiles. {@link ReadmeCode} says how a block is completed. */
final class ReadmeCodeTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.cruddur.messaging");

    @TempDir
    private Path classes;

    @Test
    void thePublishedTestsCanBeShownToo() {
        assertThat(OURS.contain(StoreContract.class)).isTrue();
    }

    @Test
    void everyJavaBlockOfEveryPageCompiles() throws IOException {
        List<ReadmeCode> blocks = new ArrayList<>();
        for (Path page : pages()) {
            blocks.addAll(ReadmeCode.of(REPOSITORY.relativize(page).toString(), Files.readString(page)));
        }
        assertThat(blocks)
                .extracting(ReadmeCode::page)
                .contains("README.md", "messaging-core/README.md", "adapter-cognito/README.md");
        assertThat(errors(blocks)).isEmpty();
    }

    @Test
    void anErrorIsNamedByItsPageAndLine() throws IOException {
        String page = """
                # A page

                ```java
                int one = 1;
                String two = one;
                ```

                <!-- given: User user -->
                ```java
                import java.util.concurrent.Callable;

                Callable<String> name = user::displayName;
                Callable<String> none = user::nothing;
                ```

                ```java
                class Third {
                    Missing field;
                }
                ```
                """;
        assertThat(errors(ReadmeCode.of("page.md", page)))
                .extracting(it -> it.substring(0, it.indexOf(' ')))
                .containsExactly("page.md:5:", "page.md:13:", "page.md:18:");
    }

    private List<String> errors(List<ReadmeCode> blocks) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String imports = packages().map(it -> "import " + it + ".*; ").collect(Collectors.joining());
        List<String> errors = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            for (ReadmeCode block : blocks) {
                DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
                List<ReadmeCode.Source> source = List.of(block.source(imports));
                compiler.getTask(null, files, found, List.of("-proc:none"), null, source)
                        .call();
                found.getDiagnostics().stream()
                        .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                        .map(it -> block.place(it.getLineNumber()) + ": " + it.getMessage(null))
                        .forEach(errors::add);
            }
        }
        return errors;
    }

    /** The packages of every module on the class path, and those of Java that a program needs most. */
    private static Stream<String> packages() {
        Stream<String> adapters = OURS.stream()
                .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getPackageName)
                .filter(it -> !(it + ".").startsWith(ReadmeCodeTest.class.getPackageName() + "."));
        Stream<String> java = Stream.of("net", "nio.file", "time", "util", "util.function", "util.stream")
                .map("java."::concat);
        return Stream.concat(adapters, java).distinct();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean notOurs = name.startsWith(".")
                        || List.of("target", "node_modules", "data").contains(name);
                return notOurs && !directory.equals(REPOSITORY)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        pages.sort(null);
        return pages;
    }
}
