package com.cruddur.messaging.postgres;

import com.cruddur.messaging.port.StorageException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The table {@code public.users} and its indexes, brought up to date by numbered migrations. Which of them a database has seen
 * is kept in it, in {@value #HISTORY}.
 */
public final class UsersSchema {
    private static final String HISTORY = "messaging_schema_history";

    /** Waits until no other transaction that took it is open. Flyway's own lock leaves a gap before its history is there. */
    static final String TAKE_TURNS = "select pg_advisory_xact_lock(hashtext('" + HISTORY + "'))";

    private final Database database;
    private final Flyway flyway;

    /** @param dataSource a pool of four connections at least, of a user who may create tables in the schema {@code public} */
    public UsersSchema(DataSource dataSource) {
        database = new Database(dataSource);
        ClassLoader classes = UsersSchema.class.getClassLoader();
        // Version 0 is a schema with other tables in it, and maybe the reference's: the first migration adopts that
        // one.
        flyway = Flyway.configure(classes)
                .dataSource(dataSource)
                .locations("classpath:com/cruddur/messaging/postgres/migrations")
                .failOnMissingLocations(true)
                .defaultSchema("public")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .group(true)
                .load();
    }

    /**
     * Makes the schema what this version of the library needs; where it is that already, changes nothing. All migrations that
     * are due are one transaction. Several instances may do this at once: they take turns.
     *
     * @throws StorageException when the database failed, or a table that was there before does not fit, such as one in which
     *     two users share a handle; then its rows and columns are as they were
     */
    public void load() {
        try {
            database.write(turn -> {
                turn.execute(TAKE_TURNS);
                return flyway.migrate();
            });
        } catch (FlywayException e) {
            throw new StorageException("the schema of the user directory could not be loaded", e);
        }
    }
}
