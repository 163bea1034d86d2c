package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, which is one in memory. Where the test may not mount it, it is left out; with {@code CI} set, it fails. */
@Timeout(120)
class FullDiskTest {
    private static final int MOST_POSTS = 100_000;

    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString()) != 0) {
            disk = null;
            String leftOut = "a disk of 160 MB could not be mounted, so a full one was not tried";
            if (System.getenv("CI") != null) {
                fail(leftOut);
            }
            System.out.println(leftOut);
            Assumptions.abort(leftOut);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    @Test
    void aPostThatFindsNoRoomFailsAndWhatWasAcknowledgedIsThere() throws Exception {
        User one = TestStore.user("One");
        try (OwnServer server = new OwnServer(disk.resolve("pg"))) {
            UUID group = server.newGroup(one, TestStore.user("Two"));
            List<String> stored = new ArrayList<>(List.of("first"));
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            String refused = postUntilRefused(server, group, one, stored);

            Files.delete(ballast);
            if (!server.isRunning()) {
                server.restart();
            }
            server.postUntilStored(group, one, refused);
            stored.add(refused);
            assertThat(server.texts(group)).isEqualTo(stored);
        }
    }

    private static String postUntilRefused(OwnServer server, UUID group, User sender, List<String> stored) {
        while (stored.size() < MOST_POSTS) {
            String text = "message " + stored.size();
            try {
                server.post(group, sender, text);
                stored.add(text);
            } catch (StorageException noRoom) {
                return text;
            }
        }
        throw new AssertionError("no post failed on a full disk");
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(Files.getFileStore(ballast).getUsableSpace()).isLessThan(4096);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
