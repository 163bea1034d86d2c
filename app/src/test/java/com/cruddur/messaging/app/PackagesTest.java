package com.cruddur.messaging.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.app.terminal.PlantedUse;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The packages of the app depend on each other in one direction. */
final class PackagesTest {
    private static final String ROOT = "com.cruddur.messaging.app";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** From the ground up: a package depends on packages that stand before it, so no circle can be listed. */
    static final List<String> PACKAGES =
            List.of("terminal", "copy", "seed", "dev", "cognito", "inbox", "db", "ddb", "serve");

    private static final Map<String, List<String>> USES = Map.of(
            "terminal", List.of(),
            "copy", List.of("terminal"),
            "seed", List.of(),
            "dev", List.of("terminal"),
            "cognito", List.of("terminal"),
            "inbox", List.of("terminal"),
            "db", List.of("terminal"),
            "ddb", List.of("terminal", "seed", "inbox"),
            "serve", List.of("terminal", "seed", "dev"));

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void aPackageUsesThoseBelowIt(String name) {
        List<String> below = PACKAGES.subList(0, PACKAGES.indexOf(name));
        assertThat(below).containsAll(USES.get(name));

        usesOnly(name).check(ALL);
    }

    @Test
    void aUseOfTheCommandLineFromBelowIsFound() {
        assertThatThrownBy(() -> usesOnly("terminal").check(new ClassFileImporter().importClasses(PlantedUse.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Main.class.getName());
    }

    @Test
    void everyPackageIsListed() {
        assertThat(ALL.stream().map(it -> it.getPackageName().substring(ROOT.length())))
                .allMatch(it -> it.isEmpty() || PACKAGES.contains(it.substring(1)));
    }

    private static ArchRule usesOnly(String name) {
        String[] allowed = Stream.concat(Stream.of(name), USES.get(name).stream())
                .map(it -> ROOT + "." + it)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)));
    }
}
