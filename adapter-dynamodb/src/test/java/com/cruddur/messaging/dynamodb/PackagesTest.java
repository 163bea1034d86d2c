package com.cruddur.messaging.dynamodb;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagesTest {
    private static final String ROOT = "com.cruddur.messaging.dynamodb";
    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    /** An empty name is the store's package. */
    @ParameterizedTest
    @CsvSource({
        "'', write table item",
        "stream, item",
        "repair, write table item",
        "copy, write table item",
        "admin, table item",
        "write, table item",
        "table, item",
        "item, ''"
    })
    void aPackageUsesOnlyThePackagesBelowIt(String name, String below) {
        DescribedPredicate<JavaClass> allowed =
                resideOutsideOfPackage(ROOT + "..").or(resideInAPackage(of(name)));
        for (String each : List.of(below.split(" "))) {
            allowed = each.isEmpty() ? allowed : allowed.or(resideInAPackage(of(each)));
        }
        classes()
                .that()
                .resideInAPackage(of(name))
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(MAIN);
    }

    private static String of(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
}
