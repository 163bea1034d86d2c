package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The users of the table {@code public.users} as {@link UsersSchema} made it, or of a product's own {@link UsersTable}.
 *
 * <p>Each look-up is one statement on one connection and sees what was committed before it began; see {@link CachedUsers}. The
 * subject {@code MOCK} is that of users who are not synchronised with the user pool yet, and finds nobody. A subject or a handle that
 * two rows share finds nobody either; the schema prevents that. Thread-safe.
 */
public final class PostgresUsers implements Users {
    private static final String USERS =
            "select {uuid} as uuid, {display_name} as display_name, {handle} as handle from {table} where ";
    private static final String BY_SUBJECT = USERS + "{subject} = :key and {subject} <> 'MOCK' limit 2";
    private static final String BY_HANDLE = USERS + "lower({handle} collate \"C\") = lower(:key collate \"C\") limit 2";
    private static final String BY_UUID = USERS + "{uuid} = :key limit 2";

    private final Database database;
    private final UsersTable table;

    /** @param dataSource a pool, which stays the caller's to close; {@link ConnectionUrl#open()} makes one */
    public PostgresUsers(DataSource dataSource) {
        this(dataSource, UsersTable.DEFAULT);
    }

    /**
     * The users of a product's own table.
     *
     * @param dataSource a pool, which stays the caller's to close
     */
    public PostgresUsers(DataSource dataSource, UsersTable table) {
        this.database = new Database(dataSource);
        this.table = table;
    }

    @Override
    public Optional<User> bySubject(String subject) {
        return Text.isWellFormed(subject) ? theOne(BY_SUBJECT, subject) : Optional.empty();
    }

    @Override
    public Optional<User> byHandle(String handle) {
        return Text.isWellFormed(handle) ? theOne(BY_HANDLE, handle) : Optional.empty();
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        return theOne(BY_UUID, uuid);
    }

    private Optional<User> theOne(String query, Object key) {
        List<User> found = database.read(handle -> handle.createQuery(table.in(query))
                .bind("key", key)
                .map((row, context) -> new User(
                        row.getObject("uuid", UUID.class), row.getString("display_name"), row.getString("handle")))
                .list());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
