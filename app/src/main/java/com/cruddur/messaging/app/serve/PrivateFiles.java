package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.CommandException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and directories that no other user of the machine can read, change or replace. Where the platform knows no POSIX
 * permissions, they are as the platform makes them.
 *
 * @param owner the user that this process runs as
 */
record PrivateFiles(UserPrincipal owner) {
    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");
    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";

    /** @param directory in which this process may write */
    static PrivateFiles in(Path directory) throws IOException {
        Path ours = Files.createTempFile(directory, "owner", ".new");
        try {
            return new PrivateFiles(Files.getOwner(ours));
        } finally {
            Files.delete(ours);
        }
    }

    /** Makes a directory where there is none. */
    static void makeDirectory(Path directory) throws IOException {
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory, permissions(directory, DIRECTORY));
        }
    }

    /** Makes an empty file where there is none, and else takes the one that is there from others. */
    void file(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file, permissions(file, FILE));
        }
        takeFromOthers(file);
    }

    /**
     * Takes a file or directory, and all that is in it, from others. Within a directory no symbolic link is followed.
     *
     * @throws CommandException when any of it belongs to another user, who may have put it there
     */
    void takeFromOthers(Path top) throws IOException {
        requireOwn(top);
        // A directory is taken before it is listed, so that nothing is put into it any more.
        Files.walkFileTree(top.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) throws IOException {
                return visitFile(entry, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) throws IOException {
                try {
                    takeOne(entry);
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(entry, e);
                }
            }

            /** A server that an earlier service left behind may delete files meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path entry, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** Takes a file, or a directory but not its content, from others. */
    void takeOne(Path entry) throws IOException {
        requireOwn(entry);
        if (!Files.isSymbolicLink(entry) && isOpenToOthers(entry)) {
            Set<PosixFilePermission> kept = EnumSet.copyOf(OF_OWNER);
            kept.retainAll(Files.getPosixFilePermissions(entry));
            Files.setPosixFilePermissions(entry, kept);
        }
    }

    void requireOwn(Path entry) throws IOException {
        if (!Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
            throw new CommandException(
                    entry + " belongs to another user, and may not be what it seems: move it away, or"
                            + " name another data directory with --data-dir");
        }
    }

    static boolean isOpenToOthers(Path entry) throws IOException {
        return isPosix(entry) && !OF_OWNER.containsAll(Files.getPosixFilePermissions(entry));
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
