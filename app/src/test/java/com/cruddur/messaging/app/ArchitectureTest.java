package com.cruddur.messaging.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.app.terminal.CommandException;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each module uses its own package, the core, and its own libraries. Only the app uses adapters. */
final class ArchitectureTest {
    private static final String ROOT = "com.cruddur.messaging.";
    private static final String[] CORE = {
        "java..", "org.jspecify.annotations..", ROOT + "domain..", ROOT + "port..", ROOT + "application.."
    };
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(it -> !it.contains("contract-tests"))
            .importPackages(ROOT.substring(0, ROOT.length() - 1));

    private static final Map<String, String[]> LIBRARIES = Map.ofEntries(
            Map.entry("domain", new String[0]),
            Map.entry("port", new String[0]),
            Map.entry("application", new String[] {"javax.crypto.."}),
            Map.entry("inmemory", new String[0]),
            Map.entry(
                    "dynamodb",
                    new String[] {"software.amazon.awssdk..", "com.github.benmanes.caffeine..", "org.slf4j.."}),
            Map.entry("postgres", new String[] {
                "javax.sql..",
                "org.jdbi..",
                "com.zaxxer..",
                "org.flywaydb..",
                "org.postgresql..",
                "org.slf4j..",
                "com.github.benmanes.caffeine.."
            }),
            Map.entry("cognito", new String[] {
                "com.nimbusds..", "com.github.benmanes.caffeine..", "org.slf4j..", "software.amazon.awssdk.."
            }),
            Map.entry("http", new String[] {
                "io.javalin..",
                "org.eclipse.jetty..",
                "jakarta.servlet..",
                "com.fasterxml.jackson..",
                "kotlin..",
                "org.slf4j.."
            }));

    static final Set<String> MODULES = LIBRARIES.keySet();

    @ParameterizedTest
    @FieldSource("MODULES")
    void aModuleUsesTheCoreAndItsOwnLibrariesOnly(String module) throws Exception {
        ArchRule rule = usesOnlyItsOwn(module);
        rule.check(ALL);

        Class<?> planted = Class.forName(ROOT + module + ".Planted");
        assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(planted)))
                .as("a planted dependency on the app")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(CommandException.class.getName());
    }

    @Test
    void onlyTheAppReadsTheSystemsClockButForTheDefaultsOfAnEmbedder() throws Exception {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "app..", ROOT + "embedded..")
                .should()
                .accessTargetWhere(READS_THE_CLOCK.and(DescribedPredicate.not(IS_A_DEFAULT)));
        rule.check(ALL);

        for (String module : MODULES) {
            JavaClasses planted = new ClassFileImporter().importClasses(Class.forName(ROOT + module + ".Planted"));
            assertThatThrownBy(() -> rule.check(planted)).as(module).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void theRulesCoverEveryModule() {
        assertThat(ALL.stream()
                        .map(it -> it.getPackageName().substring(ROOT.length()).split("\\.")[0]))
                .containsAll(MODULES)
                .allMatch(it -> MODULES.contains(it) || it.equals("app"));
    }

    private static ArchRule usesOnlyItsOwn(String module) {
        String[] known = Stream.of(Stream.of(CORE), Stream.of(LIBRARIES.get(module)), Stream.of(ROOT + module + ".."))
                .flatMap(it -> it)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known));
    }

    /** Constructors that take the system's clock where they are given none. */
    private static final Set<String> DEFAULTS =
            Set.of(ROOT + "application.Messaging$Builder", ROOT + "dynamodb.DynamoDbStore", ROOT + "http.EventStreams");

    private static final DescribedPredicate<JavaAccess<?>> IS_A_DEFAULT = DescribedPredicate.describe(
            "is a default clock",
            access -> access.getOrigin().isConstructor()
                    && DEFAULTS.contains(access.getOriginOwner().getName())
                    && access.getTarget().getFullName().equals("java.time.Clock.systemUTC()"));

    private static final DescribedPredicate<JavaAccess<?>> READS_THE_CLOCK =
            DescribedPredicate.describe("reads the system's clock", access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return (owner.startsWith("java.time.") && name.equals("now"))
                        || (owner.equals(Clock.class.getName())
                                && (name.startsWith("system") || name.startsWith("tick")))
                        || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
                        || (owner.equals(java.util.Date.class.getName()) && name.equals("<init>"));
            });
}
