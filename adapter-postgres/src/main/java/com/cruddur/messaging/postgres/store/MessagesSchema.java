package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The tables of the store, in a schema of their own, brought up to date by numbered migrations. Which of them a database has seen is
 * kept in that schema too. So neither the tables nor the migrations meet those of another program in the same database.
 */
public final class MessagesSchema {
    private static final String HISTORY = "messaging_schema_history";
    private static final int OLDEST_VERSION = 14;

    private final DataSource dataSource;
    private final Schema schema;

    /** The schema {@code messaging}; see {@link #MessagesSchema(DataSource, String)}. */
    public MessagesSchema(DataSource dataSource) {
        this(dataSource, Schema.DEFAULT);
    }

    /**
     * A schema of another name.
     *
     * @param dataSource of four connections at least, and of a user who may create the schema, or tables in it where it exists
     * @throws IllegalArgumentException when a schema cannot have the name
     */
    public MessagesSchema(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.schema = new Schema(name);
    }

    /**
     * Makes the schema what this version of the library needs; where it is that already, changes nothing. All migrations that are due
     * are one transaction. Several instances may do this at once: they take turns.
     *
     * @return whether anything was due
     * @throws StorageException when the database failed, is older than PostgreSQL 14, or keeps this user from it, and when the schema
     *     belongs to another program. Nothing was changed. The message is one line that says why
     */
    public boolean load() {
        try {
            return Jdbi.create(dataSource).inTransaction(turn -> {
                turn.execute("select pg_advisory_xact_lock(hashtext(?))", HISTORY + " " + schema.name());
                return flyway().migrate().migrationsExecuted > 0;
            });
        } catch (JdbiException | FlywayException e) {
            throw new StorageException("the schema of the message store could not be loaded", e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(MessagesSchema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:com/cruddur/messaging/postgres/store/migrations")
                .failOnMissingLocations(true)
                .defaultSchema(schema.name())
                .table(HISTORY)
                .group(true)
                .load();
    }
}
