package com.cruddur.messaging.app;

import com.cruddur.messaging.dynamodb.MessagesTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** The directory that one service at a time keeps its data in. */
final class DataDirectory {
    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Takes the directory, which is made where there is none, until everything is stopped. The platform gives it free when a
     * process ends in whatever way.
     *
     * @throws CommandException when it cannot be written, or another service has it
     */
    static DataDirectory take(Path path, Stopping stopping) {
        try {
            Path real = Files.createDirectories(path).toRealPath();
            FileChannel lock =
                    FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            stopping.add("the data directory's lock", lock);
            if (!isFree(lock)) {
                throw new CommandException("another service uses the data directory " + path + "; give this one another"
                        + " by --data-dir");
            }
            return new DataDirectory(real);
        } catch (IOException e) {
            throw new CommandException(
                    "the data directory " + path + " cannot be written; give another by --data-dir", e);
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException withinThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** The file for how far the stream of a table was read. Tables share nothing: a shard that is another's looks like one lost. */
    Path checkpoint(String table) {
        Path directory =
                table.equals(MessagesTable.NAME) ? path : path.resolve("tables").resolve(table);
        try {
            return Files.createDirectories(directory).resolve("stream-checkpoint");
        } catch (IOException e) {
            throw new CommandException("the directory " + directory + " cannot be made", e);
        }
    }

    /** The text of a file that only its owner can read; where there is none, one is written first. */
    String secret(String name, Supplier<String> first) {
        Path file = path.resolve(name);
        try {
            if (Files.notExists(file)) {
                // Such files are their owner's alone from the moment that they exist.
                Path complete = Files.createTempFile(path, name, ".new");
                Files.writeString(complete, first.get(), StandardOpenOption.DSYNC);
                Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandException("the file " + file + " cannot be read or written", e);
        }
    }
}
