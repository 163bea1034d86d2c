package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jars that the service is made of have module names that do not depend on the names of their files. */
final class ModuleNamesIT {
    @Test
    void everyJarOfTheProjectIsANamedModule() throws IOException {
        Path lib = Path.of(ServiceProcess.EMBEDDED_JAR).resolveSibling("lib");
        List<String> names = new ArrayList<>();
        for (Path jar : ofThisProject(lib)) {
            ModuleDescriptor module = ModuleFinder.of(jar).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .findFirst()
                    .orElseThrow();
            assertThat(module.isAutomatic() && moduleNameInManifest(jar) == null)
                    .as("%s, named after its file", jar.getFileName())
                    .isFalse();
            names.add(module.name());
        }

        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(7)
                .contains("com.cruddur.messaging", "com.cruddur.messaging.http", "com.cruddur.messaging.app")
                .allMatch(it -> it.startsWith("com.cruddur.messaging"))
                .doesNotHaveDuplicates();
    }

    private static List<Path> ofThisProject(Path lib) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(lib, "{messaging,adapter}-*.jar")) {
            all.forEach(jars::add);
        }
        return jars;
    }

    private static String moduleNameInManifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
        }
    }
}
