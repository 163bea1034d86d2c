package com.cruddur.messaging.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The programs of PostgreSQL, unpacked once for all tests. */
final class PostgresPrograms {
    private static final String NAME = "programs";
    private static final FileAttribute<?> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PostgresPrograms() {}

    /** One directory for all tests, where no other user of the machine can put a program. */
    static Path directory() {
        Path closed = Path.of("target", "postgresql").toAbsolutePath();
        try {
            Files.createDirectories(closed, CLOSED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return closed.resolve(NAME);
    }

    /** Makes a data directory with the programs in it, if they are unpacked by now: to unpack them takes as long as all else at a start. */
    static void copyIntoNew(Path data) throws IOException {
        Path unpacked = directory();
        if (Files.exists(data) || !isComplete(unpacked)) {
            return;
        }
        Files.createDirectory(data, CLOSED);
        for (Path file : paths(unpacked)) {
            Path copy = data.resolve(NAME).resolve(unpacked.relativize(file).toString());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** The library writes this file last. */
    private static boolean isComplete(Path unpacked) throws IOException {
        return Files.exists(unpacked) && paths(unpacked).stream().anyMatch(it -> it.endsWith(".exists"));
    }

    private static List<Path> paths(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        }
    }
}
