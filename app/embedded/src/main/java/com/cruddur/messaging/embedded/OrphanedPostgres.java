package com.cruddur.messaging.embedded;

import com.cruddur.messaging.app.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that a service left running because it was killed itself. */
final class OrphanedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final int PATIENCE_SECONDS = 20;

    private OrphanedPostgres() {}

    /**
     * Ends the server that runs over this directory, if there is one. To be called only by who has the directory to itself.
     *
     * <p>A process that has the number of a server that is gone, and is not this server, is left alone.
     *
     * @throws CommandException when it does not end, because other programs are still connected to it
     */
    static void end(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = process(pidFile).filter(it -> isServerOf(directory, it));
        if (orphan.isPresent()) {
            LOG.info(
                    "stopping PostgreSQL, process {}, which an earlier service left behind",
                    orphan.get().pid());
            end(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException cutOffWhileWritten) {
            return Optional.empty();
        }
    }

    private static boolean isServerOf(Path directory, ProcessHandle process) {
        Optional<Path> program = process.info().command().map(it -> Path.of(it).getFileName());
        List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        return program.filter(it -> it.toString().startsWith("postgres")).isPresent()
                && arguments.contains(directory.toString());
    }

    /** It shuts down in good order once nobody is connected to it. */
    private static void end(ProcessHandle orphan) {
        orphan.destroy();
        try {
            orphan.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new CommandException(
                    "PostgreSQL, process " + orphan.pid() + ", of an earlier service does not stop: close"
                            + " its connections, or stop it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
