package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The tables of the store, in a schema of their own, brought up to date by numbered migrations. Which of them a database has seen is
 * kept in that schema too. So neither the tables nor the migrations meet those of another program in the same database.
 */
public final class MessagesSchema {
    /** The name that the schema has unless another is chosen. */
    public static final String NAME = Schema.DEFAULT;

    private static final String HISTORY = "messaging_schema_history";
    private static final int OLDEST_VERSION = 14;

    private static final String FACTS = """
            select current_setting('server_version_num')::int as version, current_user as db_user,
              n.oid is not null as there,
              case when n.oid is null then has_database_privilege(current_database(), 'create')
                else has_schema_privilege(n.oid, 'create') end as may_create,
              n.oid is null or has_schema_privilege(n.oid, 'usage') and (
                select coalesce(bool_and(has_table_privilege(oid, 'select') and (relname = :history
                  or has_table_privilege(oid, 'insert') and has_table_privilege(oid, 'update')
                  and has_table_privilege(oid, 'delete'))), true)
                from pg_class where relnamespace = n.oid and relkind in ('r', 'p') and not relispartition) as may_use,
              exists (select from pg_class where relnamespace = n.oid) as used,
              exists (select from pg_class where relnamespace = n.oid and relname = :history) as ours
            from (select :schema::name as name) as wanted left join pg_namespace n on n.nspname = wanted.name""";

    private final DataSource dataSource;
    private final Schema schema;
    private final int oldestVersion;

    /** The schema {@code messaging}; see {@link #MessagesSchema(DataSource, String)}. */
    public MessagesSchema(DataSource dataSource) {
        this(dataSource, Schema.DEFAULT);
    }

    /**
     * A schema of another name.
     *
     * @param dataSource of four connections at least, and of a user who may create the schema, or tables in it where it exists
     * @param name 1 to 63 characters of a to z, 0 to 9 and _, beginning with a letter or _
     * @throws IllegalArgumentException when a schema cannot have the name
     */
    public MessagesSchema(DataSource dataSource, String name) {
        this(dataSource, name, OLDEST_VERSION);
    }

    MessagesSchema(DataSource dataSource, String name, int oldestVersion) {
        this.dataSource = dataSource;
        this.schema = new Schema(name);
        this.oldestVersion = oldestVersion;
    }

    /**
     * A name that a schema can have.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static String checkedName(String name) {
        return new Schema(name).name();
    }

    /**
     * Makes the schema what this version of the library needs; where it is that already, changes nothing. All migrations that are due
     * are one transaction. Several instances may do this at once: they take turns.
     *
     * @return whether anything was due
     * @throws StorageException when the database cannot be reached, failed, is older than PostgreSQL 14, or does not let this user
     *     create what is needed, and when the schema belongs to another program. Nothing was changed. The message is one line that
     *     says why
     */
    public boolean load() {
        try {
            return Jdbi.create(dataSource).inTransaction(turn -> {
                turn.execute("select pg_advisory_xact_lock(hashtext(?))", HISTORY + " " + schema.name());
                requireUsable(turn);
                return flyway().migrate().migrationsExecuted > 0;
            });
        } catch (ConnectionException e) {
            throw new StorageException("the database of the message store cannot be reached", e);
        } catch (JdbiException | FlywayException e) {
            throw new StorageException("the schema " + schema.name() + " of the message store could not be loaded", e);
        }
    }

    private void requireUsable(Handle handle) {
        handle.createQuery(FACTS)
                .bind("history", HISTORY)
                .bind("schema", schema.name())
                .map((row, context) -> obstacle(row))
                .one()
                .ifPresent(it -> {
                    throw new StorageException(it, null);
                });
    }

    private Optional<String> obstacle(ResultSet facts) throws SQLException {
        int version = facts.getInt("version") / 10_000;
        if (version < oldestVersion) {
            return Optional.of(
                    "the server is PostgreSQL " + version + "; the message store needs " + oldestVersion + " or later");
        }
        if (facts.getBoolean("used") && !facts.getBoolean("ours")) {
            return Optional.of("the schema " + schema.name()
                    + " belongs to another program; choose another name for the message store");
        }
        if (!facts.getBoolean("ours") && !facts.getBoolean("may_create")) {
            String what = facts.getBoolean("there") ? "tables in the schema " : "the schema ";
            return Optional.of(
                    "the database user " + facts.getString("db_user") + " may not create " + what + schema.name());
        }
        if (!facts.getBoolean("may_use")) {
            return Optional.of("the database user " + facts.getString("db_user")
                    + " may not read and write the tables of the schema " + schema.name());
        }
        return Optional.empty();
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
