package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void aSecretIsMadeOnceAndIsItsOwnersAlone() throws Exception {
        try (Stopping stopping = new Stopping()) {
            DataDirectory directory = DataDirectory.take(parent.resolve("a/data"), stopping);

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
        try (Stopping stopping = new Stopping()) {
            DataDirectory directory = DataDirectory.take(parent, stopping);

            assertThat(directory.checkpoint("cruddur-messages"))
                    .isEqualTo(directory.path().resolve("stream-checkpoint"));
            assertThat(directory.checkpoint("postgres"))
                    .isEqualTo(directory.path().resolve("tables/postgres/stream-checkpoint"));
            assertThat(directory.path().resolve("tables/postgres")).isDirectory();
        }
    }

    @Test
    void oneServiceAtATimeHasIt() {
        Stopping first = new Stopping();
        DataDirectory.take(parent, first);
        try (Stopping second = new Stopping()) {
            assertThatThrownBy(() -> DataDirectory.take(parent, second))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("another service uses the data directory");
        }
        first.close();
        try (Stopping third = new Stopping()) {
            assertThat(DataDirectory.take(parent, third).path()).isEqualTo(parent.toAbsolutePath());
        }
    }
}
