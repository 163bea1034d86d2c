package com.cruddur.messaging.dynamodb.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How far the stream was read.
 *
 * @param positions of each shard that records were read from: the sequence number of the last one, or {@link #END}
 * @param failed groups of records read already whose refresh failed
 */
record Checkpoint(Map<String, String> positions, Set<UUID> failed) {
    /** The position of a shard that was closed and read to its end. */
    static final String END = "END";

    private static final String SHARD = "shard";
    private static final String FAILED = "failed";

    /** Nothing was read yet. */
    static Checkpoint none() {
        return new Checkpoint(Map.of(), Set.of());
    }

    /**
     * Reads what {@link #save} wrote; {@link #none} where nothing was.
     *
     * @throws IOException also when it is no such file
     */
    static Checkpoint load(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return none();
        }
        Checkpoint loaded = new Checkpoint(new TreeMap<>(), new LinkedHashSet<>());
        for (String line : lines) {
            loaded.read(line, file);
        }
        return loaded;
    }

    private void read(String line, Path file) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals(SHARD)) {
            positions.put(words[1], words[2]);
        } else if (words.length == 2 && words[0].equals(FAILED)) {
            failed.add(UUID.fromString(words[1]));
        } else {
            throw new IOException(file + " is no checkpoint of the stream");
        }
    }

    /** Replaces the file in one step: whatever ends the process, the old one or this one is there. */
    void save(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        positions.forEach((shard, position) -> lines.add(SHARD + " " + shard + " " + position + "\n"));
        failed.forEach(group -> lines.add(FAILED + " " + group + "\n"));
        // Such a file is its owner's alone.
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".next");
        try {
            write(next, StandardCharsets.UTF_8.encode(String.join("", lines)));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
