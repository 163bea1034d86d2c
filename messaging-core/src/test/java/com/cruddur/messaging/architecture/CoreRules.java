package com.cruddur.messaging.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The dependencies of the core. The rules are allow-lists: a dependency that they do not name is forbidden. */
final class CoreRules {
    private static final String[] JAVA = {
        "java.lang..",
        "java.nio..",
        "java.security..",
        "java.time..",
        "java.util",
        "java.util.function..",
        "java.util.regex..",
        "java.util.stream..",
        "javax.crypto..",
        "org.jspecify.annotations"
    };
    private static final Set<String> READ_OUTSIDE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.util.Date.<init>",
            "java.util.UUID.randomUUID");

    private final String root;

    /** @param root the package that holds {@code domain}, {@code port} and {@code application} */
    CoreRules(String root) {
        this.root = root;
    }

    ArchRule theDomainNeedsNothing() {
        return onlyDependsOn("domain", "domain");
    }

    ArchRule portsNeedTheDomain() {
        return onlyDependsOn("port", "domain", "port");
    }

    ArchRule useCasesNeedPortsAndTheDomain() {
        return onlyDependsOn("application", "domain", "port", "application");
    }

    /** Threads and subscriptions are kept in one class each. */
    private static DescribedPredicate<JavaClass> usesThreads() {
        return describe(
                "may use java.util.concurrent",
                it -> Set.of("BackgroundTasks", "LocalEvents").contains(it.getSimpleName()));
    }

    ArchRule nothingElseIsThere() {
        return classes().should().resideInAnyPackage(root + ".domain", root + ".port", root + ".application");
    }

    /** Time comes from the clock that the core was given, ids from the generator. Only the builder chooses their defaults. */
    ArchRule timeAndIdsAreGiven() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".application.Messaging$Builder")
                .should()
                .accessTargetWhere(describe("reads time, chance or configuration", CoreRules::readsOutside))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random");
    }

    private ArchRule onlyDependsOn(String layer, String... layers) {
        String[] allowed = new String[layers.length + JAVA.length];
        System.arraycopy(JAVA, 0, allowed, layers.length, JAVA.length);
        for (int i = 0; i < layers.length; i++) {
            allowed[i] = root + "." + layers[i];
        }
        return classes()
                .that()
                .resideInAPackage(root + "." + layer)
                .and(not(usesThreads()))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(type(CompletableFuture.class)));
    }

    private static boolean readsOutside(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getTarget().getName();
        boolean ofTime = owner.startsWith("java.time.")
                && Set.of("now", "system", "systemUTC", "systemDefaultZone").contains(name);
        boolean ticks = owner.equals("java.time.Clock") && name.startsWith("tick");
        return ofTime || ticks || READ_OUTSIDE.contains(owner + "." + name);
    }
}
