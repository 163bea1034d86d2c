package com.cruddur.messaging.cognito;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The npm package cognito-local, installed by npm from the registry that it is set up with, as {@code package-lock.json} pins it
 * and all that it needs. Done once for all runs of the tests, until the lock changes or {@code mvn clean}. Where there is no npm the
 * tests are skipped, unless CI is true: then they fail.
 */
final class CognitoLocalPackage {
    private static final String DIRECTORY = "cognito-local.directory";
    private static final String NO_NPM =
            "no npm on the PATH (it comes with Node.js): tests that need an emulator of Amazon"
                    + " Cognito are skipped";
    private static final int PATIENCE_MINUTES = 5;

    private CognitoLocalPackage() {}

    /** The script that {@code node} runs. */
    static Path program() throws IOException, InterruptedException {
        Path directory = Path.of(System.getProperty(DIRECTORY));
        byte[] lock = resource("package-lock.json");
        Path installed = directory.resolve("installed-lock.json");
        if (Files.notExists(installed) || !Arrays.equals(lock, Files.readAllBytes(installed))) {
            Files.createDirectories(directory);
            Files.write(directory.resolve("package-lock.json"), lock);
            Files.write(directory.resolve("package.json"), resource("package.json"));
            install(directory);
            Files.copy(directory.resolve("package-lock.json"), installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return directory.resolve("node_modules/cognito-local/lib/bin/start.js");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = CognitoLocalPackage.class.getResourceAsStream("/cognito-local/" + name)) {
            return resource.readAllBytes();
        }
    }

    private static void install(Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("npm.log");
        Process npm = npm(directory, log);
        if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            npm.destroy();
            throw new IllegalStateException("npm did not install cognito-local within " + PATIENCE_MINUTES
                    + " minutes; does it reach its registry? " + Files.readString(log));
        }
        if (npm.exitValue() != 0) {
            throw new IllegalStateException("npm did not install cognito-local: " + Files.readString(log));
        }
    }

    private static Process npm(Path directory, Path log) throws IOException {
        try {
            return new ProcessBuilder(
                            List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()))
                    .start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(NO_NPM, e);
            }
            System.out.println(NO_NPM);
            return Assumptions.abort(NO_NPM);
        }
    }
}
