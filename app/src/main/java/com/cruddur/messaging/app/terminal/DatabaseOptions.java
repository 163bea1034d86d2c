package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a PostgreSQL database, which a command uses until it ends. */
public final class DatabaseOptions {
    @Option(
            names = "--connection-url",
            paramLabel = "URL",
            defaultValue = "${env:CONNECTION_URL}",
            description = "PostgreSQL, as postgresql://user:password@host:5432/cruddur. Prefer the variable,"
                    + " because other users can see a flag [CONNECTION_URL].")
    private @Nullable String connectionUrl;

    public Optional<String> connectionUrl() {
        return Optional.ofNullable(connectionUrl).filter(it -> !it.isBlank());
    }

    /**
     * Does something with the database, to which it connects anew each time that it is used.
     *
     * @throws CommandException when no database is named, or it cannot be used
     */
    public <T> T with(Function<DataSource, T> work) {
        ConnectionUrl url = url();
        try {
            return work.apply(url.unpooled());
        } catch (StorageException e) {
            throw new CommandException(url + " cannot be used: " + StoreErrors.ofPostgres(e), e);
        }
    }

    /**
     * As {@link #with}, for long work: the connections of a pool are kept.
     *
     * @throws CommandException when no database is named, or it cannot be used
     */
    public <T> T withPool(Function<DataSource, T> work) {
        return with(unpooled -> {
            try (HikariDataSource pool = url().open()) {
                return work.apply(pool);
            }
        });
    }

    /** As {@link #with}, where there is nothing to answer. */
    public void use(Consumer<DataSource> work) {
        with(database -> {
            work.accept(database);
            return null;
        });
    }

    /**
     * For people: which database this is.
     *
     * @throws CommandException when none is named
     */
    public String where() {
        return url().toString();
    }

    private ConnectionUrl url() {
        try {
            return ConnectionUrl.parse(connectionUrl()
                    .orElseThrow(() -> new CommandException("CONNECTION_URL is not set: it names the database, as"
                            + " postgresql://user:password@host:5432/cruddur")));
        } catch (IllegalArgumentException e) {
            throw new CommandException("CONNECTION_URL cannot be used: " + e.getMessage(), e);
        }
    }
}
