package com.cruddur.messaging.postgres;

import com.cruddur.messaging.port.StorageException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code public.users} and its indexes, brought up to date by numbered migrations. Which of them a database has seen
 * is kept in it, in {@value #HISTORY}. That history alone does not decide: another program may have dropped and recreated the
 * table since.
 */
public final class UsersSchema {
    private static final String HISTORY = "messaging_schema_history";

    /** Waits until no other transaction that took it is open. Flyway's own lock leaves a gap before its history is there. */
    static final String TAKE_TURNS = "select pg_advisory_xact_lock(hashtext('" + HISTORY + "'))";

    private static final String DUPLICATES = """
            select 'handle' as name, lower(handle collate "C") as value, count(*) as rows
            from public.users group by 2 having count(*) > 1
            union all
            select 'cognito_user_id', cognito_user_id, count(*)
            from public.users where cognito_user_id <> 'MOCK' group by 2 having count(*) > 1
            order by 1 desc, 2""";

    private static final String BEFORE_ALL = "0";

    /** The migration that made the last {@link SchemaPart}. */
    private static final String ALL_PARTS = "2";

    private final Database database;
    private final DataSource dataSource;

    /** @param dataSource of four connections at least, and of a user who may create tables in the schema {@code public} */
    public UsersSchema(DataSource dataSource) {
        database = new Database(dataSource);
        this.dataSource = dataSource;
    }

    /** @param baseline the version of a database without a history: there may be other tables in it, and maybe the reference's */
    private Flyway flyway(String baseline) {
        return Flyway.configure(UsersSchema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:com/cruddur/messaging/postgres/migrations")
                .failOnMissingLocations(true)
                .defaultSchema("public")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion(baseline)
                .group(true)
                .load();
    }

    /**
     * Makes the schema what this version of the library needs, whatever was done to it since it was loaded; where it is that
     * already, changes nothing. All migrations that are due are one transaction, and all parts that were lost another. Several
     * instances may do this at once: they take turns.
     *
     * @return whether anything was due
     * @throws DuplicatesException when users of a table that was there before share a handle or a subject; nothing was changed
     * @throws StorageException when the database failed, or a table that was there before does not fit for another reason; its
     *     rows and columns are as they were
     */
    public boolean load() {
        try {
            return database.write(turn -> {
                turn.execute(TAKE_TURNS);
                List<Duplicate> duplicates = duplicates(turn);
                if (!duplicates.isEmpty()) {
                    throw new DuplicatesException(duplicates);
                }
                // The first migration takes over a table without our indexes; the second fails where one is there.
                boolean loadedBefore = !SchemaPart.missing(turn).containsAll(SchemaPart.INDEXES);
                boolean migrated = flyway(loadedBefore ? ALL_PARTS : BEFORE_ALL).migrate().migrationsExecuted > 0;
                Set<SchemaPart> lost = SchemaPart.missing(turn);
                lost.forEach(it -> it.make(turn));
                return migrated || !lost.isEmpty();
            });
        } catch (FlywayException e) {
            throw new StorageException("the schema of the user directory could not be loaded", e);
        }
    }

    /**
     * The table or the unique indexes that {@link #load} would make, by their names; empty where nothing is missing.
     *
     * @throws StorageException when the database failed
     */
    public List<String> missing() {
        return database.read(SchemaPart::missing).stream().map(SchemaPart::id).toList();
    }

    /**
     * The obstacles to taking over a table; empty, too, where there is no table. The subject {@code MOCK} is none.
     *
     * @throws StorageException when the database failed, or the table is another one
     */
    public List<Duplicate> duplicates() {
        return database.read(UsersSchema::duplicates);
    }

    private static List<Duplicate> duplicates(Handle handle) {
        if (!exists(handle, "public.users")) {
            return List.of();
        }
        return handle.createQuery(DUPLICATES)
                .map((row, context) -> new Duplicate(row.getString("name"), row.getString("value"), row.getInt("rows")))
                .list();
    }

    private static boolean exists(Handle handle, String table) {
        return handle.createQuery("select to_regclass(:table) is not null")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Drops the table with all its users, and the history of its migrations; the database itself stays. All or nothing.
     *
     * @return false when there was neither
     * @throws StorageException when the database failed, or something else in it depends on the table
     */
    public boolean drop() {
        return database.write(turn -> {
            turn.execute(TAKE_TURNS);
            boolean there = exists(turn, "public.users") || exists(turn, "public." + HISTORY);
            turn.execute("drop table if exists public.users, public." + HISTORY);
            return there;
        });
    }
}
