package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The users of the table {@code public.users} as {@link UsersSchema} made it.
 *
 * <p>Each look-up is one statement on one connection and sees what was committed before it began. The subject {@code MOCK}, of users
 * who are not synchronised with the user pool yet, is nobody's. A subject or a handle that two rows share (which the schema
 * prevents) finds nobody rather than either of them. Thread-safe.
 */
public final class PostgresUsers implements Users {
    private static final String BY_SUBJECT = """
            select uuid, display_name, handle from public.users
            where cognito_user_id = :key and cognito_user_id <> 'MOCK' limit 2""";
    private static final String BY_HANDLE = """
            select uuid, display_name, handle from public.users
            where lower(handle collate "C") = lower(:key collate "C") limit 2""";

    private static final String BY_UUID = "select uuid, display_name, handle from public.users where uuid = :key";

    private final Database database;

    /** @param dataSource a pool, which stays the caller's to close; {@link ConnectionUrl#open()} makes one */
    public PostgresUsers(DataSource dataSource) {
        database = new Database(dataSource);
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
        List<User> found = database.read(handle -> handle.createQuery(query)
                .bind("key", key)
                .map((row, context) -> new User(
                        row.getObject("uuid", UUID.class), row.getString("display_name"), row.getString("handle")))
                .list());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
