package com.cruddur.messaging.embedded;

import com.cruddur.messaging.app.serve.DataDirectory;
import com.cruddur.messaging.app.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL that is started again on the same data and port whenever it ends by itself, until it is closed. */
final class KeptPostgres implements AutoCloseable {
    static final String DIRECTORY = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(KeptPostgres.class);
    private static final String PROGRAMS = "programs";
    private static final long PAUSE_SECONDS = 5;

    private final DataDirectory data;
    private final Thread keeper = new Thread(this::keep, "postgres-keeper");
    private LocalPostgres server;
    private boolean closed;

    private KeptPostgres(DataDirectory data, OptionalInt port) {
        this.data = data;
        this.server = run(port);
        keeper.setDaemon(true);
    }

    /** @throws CommandException when it does not start */
    static KeptPostgres start(DataDirectory data, OptionalInt port) {
        data.file("postgres.log");
        KeptPostgres kept = new KeptPostgres(data, port);
        kept.keeper.start();
        return kept;
    }

    private LocalPostgres run(OptionalInt port) {
        LocalPostgres started = LocalPostgres.start(data.directory(DIRECTORY), data.directory(PROGRAMS), port);
        // The library has made files since that are open to others.
        data.directory(DIRECTORY);
        data.directory(PROGRAMS);
        return started;
    }

    private void keep() {
        try {
            do {
                current().process().awaitEnd();
            } while (runAgain());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when it is closed */
    private boolean runAgain() throws InterruptedException {
        Path directory = data.directory(DIRECTORY);
        while (!isClosed()) {
            try {
                PostgresProcess.awaitBackends(data.directory(PROGRAMS));
                replace(run(OptionalInt.of(current().port())));
                LOG.warn("PostgreSQL had ended by itself, and was started again over {}", directory);
                return true;
            } catch (CommandException e) {
                LOG.error("PostgreSQL has ended by itself: {}", e.getMessage());
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
        return false;
    }

    private synchronized LocalPostgres current() {
        return server;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void replace(LocalPostgres started) {
        server = started;
    }

    String connectionUrl() {
        return current().connectionUrl();
    }

    /** Ends it in good order. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        current().close();
    }
}
