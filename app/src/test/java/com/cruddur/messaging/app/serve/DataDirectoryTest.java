package com.cruddur.messaging.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.app.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void aSecretIsMadeOnceAndIsItsOwnersAlone() throws Exception {
        try (Lifecycle lifecycle = new Lifecycle()) {
            DataDirectory directory = DataDirectory.take(parent.resolve("a/data"), lifecycle);

            assertThat(directory.secret("key", () -> "first")).isEqualTo("first");
            assertThat(directory.secret("key", () -> "second")).isEqualTo("first");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.path().resolve("key"))))
                    .isEqualTo("rw-------");
            assertThat(directory.path()).isDirectoryNotContaining("glob:**.new");
        }
    }

    @Test
    void eachTableHasACheckpointOfItsOwn() {
        try (Lifecycle lifecycle = new Lifecycle()) {
            DataDirectory directory = DataDirectory.take(parent, lifecycle);

            assertThat(directory.checkpoint("cruddur-messages"))
                    .isEqualTo(directory.path().resolve("stream-checkpoint"));
            assertThat(directory.checkpoint("postgres"))
                    .isEqualTo(directory.path().resolve("tables/postgres/stream-checkpoint"));
            assertThat(directory.path().resolve("tables/postgres")).isDirectory();
        }
    }

    @Test
    void whatIsMadeInItIsItsOwnersAlone() throws Exception {
        try (Lifecycle lifecycle = new Lifecycle()) {
            DataDirectory data = DataDirectory.take(parent.resolve("a/data"), lifecycle);
            assertThat(permissions(data.path())).isEqualTo("rwx------");
            assertThat(permissions(data.path().resolve("lock"))).isEqualTo("rw-------");
            assertThat(permissions(data.directory("store"))).isEqualTo("rwx------");
            assertThat(permissions(data.file("store/file"))).isEqualTo("rw-------");
        }
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosedToOthers() throws Exception {
        Path data = open(Files.createDirectory(parent.resolve("data")));
        open(Files.createFile(data.resolve("lock")));
        Path secret = open(Files.writeString(data.resolve("key"), "secret"));
        Path programs = open(Files.createDirectories(data.resolve("programs/bin")));
        Path program = open(Files.createFile(programs.resolve("program")));
        Path elsewhere = open(Files.createFile(parent.resolve("elsewhere")));
        Files.createSymbolicLink(programs.resolve("link"), elsewhere);
        try (Lifecycle lifecycle = new Lifecycle()) {
            DataDirectory taken = DataDirectory.take(data, lifecycle);
            taken.directory("programs");
            taken.secret("key", () -> "another");
        }

        for (Path closed : List.of(data, programs, program)) {
            assertThat(permissions(closed)).isEqualTo("rwx------");
        }
        assertThat(permissions(data.resolve("lock"))).isEqualTo("rwx------");
        assertThat(permissions(secret)).isEqualTo("rwx------");
        assertThat(permissions(elsewhere)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void anEmptyDirectoryThatIsOpenToOthersIsClosedToThem() throws Exception {
        Path empty = open(Files.createDirectory(parent.resolve("empty")));
        try (Lifecycle lifecycle = new Lifecycle()) {
            DataDirectory.take(empty, lifecycle);
        }
        assertThat(permissions(empty)).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryOfOtherFilesIsNotClosedUnasked() throws Exception {
        Path project = open(Files.createDirectory(parent.resolve("project")));
        Files.createFile(project.resolve("pom.xml"));
        try (Lifecycle lifecycle = new Lifecycle()) {
            assertThatThrownBy(() -> DataDirectory.take(project, lifecycle))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("is open to other users, and holds other files");
            assertThat(permissions(project)).isEqualTo("rwxrwxrwx");

            Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwx------"));
            assertThat(DataDirectory.take(project, lifecycle).path()).isEqualTo(project);
        }
    }

    @Test
    void whatAnotherUserOwnsIsRefused() throws Exception {
        UserPrincipal another =
                parent.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        PrivateFiles files = new PrivateFiles(another);
        Path planted = Files.createSymbolicLink(parent.resolve("log"), parent.resolve("nowhere"));

        for (Path entry : List.of(parent, planted)) {
            assertThatThrownBy(() -> files.requireOwn(entry))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(entry + " belongs to another user");
        }
        assertThatThrownBy(() -> files.takeFromOthers(parent)).isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> files.file(planted)).isInstanceOf(CommandException.class);
    }

    @Test
    void aMessageNamesTheWholePath() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        Path relative = Path.of("").toAbsolutePath().relativize(file.resolve("data"));
        try (Lifecycle lifecycle = new Lifecycle()) {
            assertThatThrownBy(() -> DataDirectory.take(relative, lifecycle))
                    .hasMessageContaining("the data directory " + file.resolve("data") + " cannot be written");
        }
    }

    private static Path open(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void oneServiceAtATimeHasIt() {
        Lifecycle first = new Lifecycle();
        DataDirectory.take(parent, first);
        try (Lifecycle second = new Lifecycle()) {
            assertThatThrownBy(() -> DataDirectory.take(parent, second))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("another service uses the data directory");
        }
        first.close();
        try (Lifecycle third = new Lifecycle()) {
            assertThat(DataDirectory.take(parent, third).path()).isEqualTo(parent.toAbsolutePath());
        }
    }
}
