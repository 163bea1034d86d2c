package com.cruddur.messaging.embedded;

import com.cruddur.messaging.app.terminal.CommandException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.commons.io.FileUtils;

/** PostgreSQL in its own process, over a directory that stays. It listens on the loopback only, and asks for no password. */
final class LocalPostgres implements AutoCloseable {
    private static final String DATABASE = "cruddur";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final PostgresProcess process;

    /** The library's own; but it remembers by this where it unpacked them, which is another place for each data directory. */
    private record Programs(Path directory) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
        }
    }

    private LocalPostgres(EmbeddedPostgres server, PostgresProcess process) {
        this.server = server;
        this.process = process;
    }

    /**
     * Starts it; a server that an earlier service left behind is ended first.
     *
     * @param programs where its programs are unpacked, unless they are there; others must not be able to write above it
     * @param port empty for any free one
     * @throws CommandException when it does not start
     */
    static LocalPostgres start(Path directory, Path programs, OptionalInt port) {
        try {
            PostgresProcess.endOrphan(directory);
            // This process may have locked it for a server that has ended, which the library cannot unlock.
            Files.deleteIfExists(directory.resolve("epg-lock"));
            port.ifPresent(LocalPostgres::requireFree);
            return started(directory, programs, port);
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new CommandException(
                    "PostgreSQL does not start over " + directory + "; its log is " + log(directory), e);
        }
    }

    /** Until the marker is there, nobody has used the directory: what a start left that was cut off is made anew. */
    private static LocalPostgres started(Path directory, Path programs, OptionalInt port)
            throws IOException, SQLException {
        Path marker = directory.resolve("messaging-initialised");
        if (Files.notExists(marker)) {
            FileUtils.deleteDirectory(directory.toFile());
        }
        EmbeddedPostgres server = builder(directory, programs, port).start();
        try {
            createDatabase(server);
            Files.writeString(marker, "", StandardOpenOption.CREATE, StandardOpenOption.DSYNC);
            return new LocalPostgres(
                    server,
                    PostgresProcess.over(directory).orElseThrow(() -> new IOException("it has no process file")));
        } catch (IOException | SQLException e) {
            server.close();
            throw e;
        }
    }

    /** The library runs it without fsync, as tests like it. Its options come before these, which count. */
    private static EmbeddedPostgres.Builder builder(Path directory, Path programs, OptionalInt port)
            throws IOException {
        // The library also looks here for what its earlier runs left, and would look in the directory for temporary
        // files.
        System.setProperty("ot.epg.working-dir", programs.toString());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(new Programs(programs))
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_START)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "50")
                .setOutputRedirector(Redirect.appendTo(log(directory).toFile()))
                .setErrorRedirector(Redirect.appendTo(log(directory).toFile()));
        port.ifPresent(builder::setPort);
        return builder;
    }

    private static Path log(Path directory) {
        return directory.resolveSibling("postgres.log");
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    "cannot listen on port " + port + ": take another with --postgres-port (MESSAGING_POSTGRES_PORT)",
                    e);
        }
    }

    int port() {
        return server.getPort();
    }

    PostgresProcess process() {
        return process;
    }

    String connectionUrl() {
        return "postgresql://postgres@127.0.0.1:" + port() + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
