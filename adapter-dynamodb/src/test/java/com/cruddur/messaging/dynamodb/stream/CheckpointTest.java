package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    private Path directory;

    @Test
    void aSavedCheckpointIsLoaded() throws IOException {
        Path file = directory.resolve("stream");
        Checkpoint first = new Checkpoint(Map.of("shard-1", "100000000000000000001"), Set.of());
        Checkpoint second = new Checkpoint(
                Map.of("shard-1", Checkpoint.END, "shard-2", "7"), Set.of(UUID.randomUUID(), UUID.randomUUID()));

        first.save(file);
        assertThat(Checkpoint.load(file)).isEqualTo(first);
        second.save(file);
        assertThat(Checkpoint.load(file)).isEqualTo(second);
        assertThat(Files.list(directory)).containsExactly(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAFileNothingWasRead() throws IOException {
        assertThat(Checkpoint.load(directory.resolve("none"))).isEqualTo(Checkpoint.none());
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("other"), "shard without-a-position\n");

        assertThatThrownBy(() -> Checkpoint.load(file)).isInstanceOf(IOException.class);
    }
}
