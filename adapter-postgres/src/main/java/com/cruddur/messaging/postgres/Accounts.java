package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.User;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What an operator does to the user directory. Thread-safe, also beside other instances. */
public final class Accounts {
    private static final String ADD = """
            insert into public.users (uuid, display_name, handle, email, cognito_user_id)
            values (:uuid, :displayName, :handle, :email, :subject)
            on conflict do nothing""";

    private final Database database;

    /** @param dataSource as in {@link PostgresUsers#PostgresUsers} */
    public Accounts(DataSource dataSource) {
        database = new Database(dataSource);
    }

    /**
     * The four users that the reference's seed makes, not synchronised with a user pool.
     *
     * @param uuids gives each a uuid
     */
    public static List<Account> seeds(Supplier<UUID> uuids) {
        return List.of(
                seed(uuids.get(), "Andrew Brown", "andrewbrown", "andrew@exampro.co"),
                seed(uuids.get(), "Alt Brown", "altbrown", "andrew@cloudprojectbootcamp.com"),
                seed(uuids.get(), "Andrew Bayko", "bayko", "bayko@exampro.co"),
                seed(uuids.get(), "Londo Mollari", "londo", "lmollari@centari.com"));
    }

    private static Account seed(UUID uuid, String displayName, String handle, String email) {
        return new Account(new User(uuid, displayName, handle), email, Account.UNSYNCHRONISED);
    }

    /**
     * Adds the accounts of which nobody has the uuid, the handle (without regard to the case of ASCII letters) or the
     * subject. Whoever has one of them stays as it is. All or nothing, when the database fails.
     *
     * @return how many were added
     * @throws com.cruddur.messaging.port.StorageException when the database failed
     */
    public int add(List<Account> accounts) {
        return database.write(
                handle -> accounts.stream().mapToInt(it -> insert(handle, it)).sum());
    }

    private static int insert(Handle handle, Account account) {
        return handle.createUpdate(ADD)
                .bind("uuid", account.user().uuid())
                .bind("displayName", account.user().displayName())
                .bind("handle", account.user().handle())
                .bind("email", account.email())
                .bind("subject", account.subject())
                .execute();
    }
}
