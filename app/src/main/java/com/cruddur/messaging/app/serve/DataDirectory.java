package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** The directory that one service at a time keeps its data in. No other user of the machine has access to it. */
public final class DataDirectory {
    private static final String LOCK = "lock";

    private final Path path;
    private final PrivateFiles files;

    private DataDirectory(Path path, PrivateFiles files) {
        this.path = path;
        this.files = files;
    }

    /**
     * Takes the directory, which is made where there is none, until everything is stopped. The platform gives it free when a
     * process ends in whatever way. An earlier version of the service left the directory open to other users: that ends here.
     *
     * @throws CommandException when it cannot be written, another service has it, another user has it or something in it, or it is
     *     open to other users and has files in it that are not this service's
     */
    static DataDirectory take(Path path, Lifecycle lifecycle) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            DataDirectory data = madePrivate(absolute);
            Path file = data.file(LOCK);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            lifecycle.add("the data directory's lock", lock);
            if (!isFree(lock)) {
                throw new CommandException("another service uses the data directory " + absolute
                        + "; give this one another with --data-dir");
            }
            return data;
        } catch (IOException e) {
            throw new CommandException(
                    "the data directory " + absolute + " cannot be written; name another with --data-dir", e);
        }
    }

    private static DataDirectory madePrivate(Path path) throws IOException {
        if (Files.notExists(path)) {
            Files.createDirectories(path.getParent());
            PrivateFiles.makeDirectory(path);
        }
        Path real = path.toRealPath();
        PrivateFiles files = PrivateFiles.in(real);
        files.requireOwn(real);
        if (PrivateFiles.isOpenToOthers(real) && !isOfService(real)) {
            throw new CommandException("the data directory " + real + " is open to other users, and holds other files:"
                    + " close it with chmod 700, or name another with --data-dir");
        }
        files.takeOne(real);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(real)) {
            for (Path entry : entries) {
                files.requireOwn(entry);
            }
        }
        return new DataDirectory(real, files);
    }

    /** Whether it is empty, or a service had it before. */
    private static boolean isOfService(Path directory) throws IOException {
        if (Files.isRegularFile(directory.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
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
        String checkpoint = "stream-checkpoint";
        if (table.equals(TableAdmin.NAME)) {
            return path.resolve(checkpoint);
        }
        directory("tables");
        return directory("tables/" + table).resolve(checkpoint);
    }

    /**
     * A directory in it, which is made where there is none. Other users lose their access to it and to all that is in it.
     *
     * @throws CommandException when it cannot be written, or any of it belongs to another user
     */
    public Path directory(String name) {
        Path directory = path.resolve(name);
        try {
            PrivateFiles.makeDirectory(directory);
            files.takeFromOthers(directory);
            return directory;
        } catch (IOException e) {
            throw new CommandException("the directory " + directory + " cannot be read or written", e);
        }
    }

    /**
     * A file in it, which is made without content where there is none. Other users lose their access to it.
     *
     * @throws CommandException when it cannot be written, or belongs to another user
     */
    public Path file(String name) {
        Path file = path.resolve(name);
        try {
            files.file(file);
            return file;
        } catch (IOException e) {
            throw new CommandException("the file " + file + " cannot be read or written", e);
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
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new CommandException("the file " + file + " cannot be read or written", e);
        }
    }
}
