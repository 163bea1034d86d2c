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

/** The process of a server, which is no child of this one. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int PATIENCE_SECONDS = 20;
    private static final int POLL_MILLIS = 200;

    private final ProcessHandle process;
    private final Optional<String> program;

    private PostgresProcess(ProcessHandle process) {
        this.process = process;
        this.program = process.info().command();
    }

    /** The server that runs over this directory. A process that has the number of a server that is gone is none. */
    static Optional<PostgresProcess> over(Path directory) throws IOException {
        Path pidFile = pidFile(directory);
        return Files.exists(pidFile)
                ? process(pidFile).filter(it -> isServerOf(directory, it)).map(PostgresProcess::new)
                : Optional.empty();
    }

    /**
     * Ends the server that an earlier service left running over this directory because it was killed itself, if there is one. The
     * caller has to have the directory to itself.
     *
     * @throws CommandException when it does not end, because other programs are still connected to it
     */
    static void endOrphan(Path directory) throws IOException {
        Optional<PostgresProcess> orphan = over(directory);
        if (orphan.isPresent()) {
            LOG.info(
                    "stopping PostgreSQL, process {}, which an earlier service left behind",
                    orphan.get().pid());
            orphan.get().end();
        }
        Files.deleteIfExists(pidFile(directory));
    }

    /**
     * Waits until the processes are gone that served the connections of a server that has ended. They notice it once they have
     * answered. While one of them is there, no other server starts over their data.
     *
     * @param programs where the server's programs are
     */
    static void awaitBackends(Path programs) throws InterruptedException {
        List<ProcessHandle> backends = ProcessHandle.allProcesses()
                .filter(it -> isProgramOf(programs, it) && !arguments(it).contains("-D"))
                .filter(it -> it.parent()
                        .filter(parent -> isProgramOf(programs, parent))
                        .isEmpty())
                .toList();
        for (ProcessHandle backend : backends) {
            try {
                backend.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.warn("process {} still serves a connection of PostgreSQL, which has ended", backend.pid());
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it has ended. Where nobody collects its exit code, it is still there, but has no program. */
    void awaitEnd() throws InterruptedException {
        while (process.isAlive() && process.info().command().equals(program)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** It shuts down in good order once nobody is connected to it. */
    private void end() {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new CommandException(
                    "PostgreSQL, process " + pid() + ", of an earlier service does not stop: close its connections, or"
                            + " stop it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("postmaster.pid");
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
        return program.filter(it -> it.toString().startsWith("postgres")).isPresent()
                && arguments(process).contains(directory.toString());
    }

    private static boolean isProgramOf(Path programs, ProcessHandle process) {
        return process.info()
                .command()
                .filter(it -> Path.of(it).startsWith(programs))
                .isPresent();
    }

    private static List<String> arguments(ProcessHandle process) {
        return process.info().arguments().map(Arrays::asList).orElse(List.of());
    }
}
