package com.cruddur.messaging.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Messaging;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule holds for the core, and is seen to fail for the classes that were planted beside this one. */
class CoreRulesTest {
    private static final String CORE = "com.cruddur.messaging";
    private static final String PLANTED = "com.cruddur.messaging.architecture.planted";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages(CORE);
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

    private final CoreRules core = new CoreRules(CORE);
    private final CoreRules planted = new CoreRules(PLANTED);

    @Test
    void theClassesOfTheCoreAreLookedAt() {
        assertThat(MAIN.contain(Messaging.class)).isTrue();
        assertThat(MAIN.contain(CoreRules.class)).isFalse();
        assertThat(MAIN).hasSizeGreaterThan(20);
    }

    @Test
    void theModuleRequiresNothingButJavaAtRunTime() throws URISyntaxException {
        Path classes = Path.of(Messaging.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module =
                ModuleFinder.of(classes).find(CORE).orElseThrow().descriptor();
        assertThat(module.requires())
                .filteredOn(it -> !it.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void theDomainNeedsNothing() {
        core.theDomainNeedsNothing().check(MAIN);
        assertReported(planted.theDomainNeedsNothing(), "DomainThatNeedsAPort", "DomainThatConnects");
    }

    @Test
    void portsNeedTheDomain() {
        core.portsNeedTheDomain().check(MAIN);
        assertReported(planted.portsNeedTheDomain(), "PortThatNeedsAUseCase", "PortOfFiles");
    }

    @Test
    void useCasesNeedPortsAndTheDomain() {
        core.useCasesNeedPortsAndTheDomain().check(MAIN);
        assertReported(
                planted.useCasesNeedPortsAndTheDomain(), "UseCaseThatStartsThreads", "UseCaseThatNeedsATestLibrary");
    }

    @Test
    void nothingElseIsThere() {
        core.nothingElseIsThere().check(MAIN);
        assertReported(planted.nothingElseIsThere(), "MapperBesideTheLayers");
    }

    @Test
    void timeAndIdsAreGiven() {
        core.timeAndIdsAreGiven().check(MAIN);
        assertReported(
                planted.timeAndIdsAreGiven(),
                "ReadsTheClock.now",
                "ReadsTheClock.reference",
                "ReadsTheClock.millis",
                "ReadsTheClock.system",
                "ReadsTheClock.date",
                "MakesIds.random",
                "MakesIds.secure",
                "MakesIds.uuid");
    }

    private static void assertReported(ArchRule rule, String... violations) {
        List<String> details = rule.evaluate(VIOLATIONS).getFailureReport().getDetails();
        for (String violation : violations) {
            assertThat(details)
                    .describedAs("the violations of: %s", rule.getDescription())
                    .anyMatch(it -> it.contains(violation));
        }
    }
}
