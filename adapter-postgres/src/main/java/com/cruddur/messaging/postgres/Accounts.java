package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.Synchronisation.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The changes that an operator makes to the user directory. Thread-safe, also beside other instances. */
public final class Accounts {
    private static final String ADD = """
            insert into public.users (uuid, display_name, handle, email, cognito_user_id)
            select :uuid, :displayName, :handle, :email, :subject
            where not exists (
              select from public.users
              where uuid = :uuid or lower(handle collate "C") = lower(:handle collate "C")
                or cognito_user_id = :subject and cognito_user_id <> 'MOCK')
            on conflict do nothing""";
    private static final String GIVE_SUBJECT = """
            update public.users set cognito_user_id = :subject
            where lower(handle collate "C") = lower(:handle collate "C") and cognito_user_id = 'MOCK'
              and not exists (select from public.users where cognito_user_id = :subject)""";
    private static final String RENAME = """
            update public.users
            set display_name = coalesce(:displayName, display_name), handle = coalesce(:newHandle, handle)
            where lower(handle collate "C") = lower(:handle collate "C")
            returning uuid, display_name, handle""";
    private static final String IS_THERE = "select exists (select from public.users where %s)";
    private static final String ALL = "select uuid, display_name, handle, cognito_user_id from public.users";
    private static final String SET_SUBJECT = "update public.users set cognito_user_id = :subject where uuid = :uuid";

    /** Others go on reading, and wait to write. */
    private static final String NOBODY_ELSE_WRITES = "lock table public.users in share row exclusive mode";

    private static final String UNIQUE_VIOLATION = "23505";

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
     * Adds the accounts whose uuid, handle (without regard to the case of ASCII letters) and subject no user has yet, also in a
     * table without the unique indexes. A user that has one of them stays as it is. All or nothing, when the
     * database fails.
     *
     * @return how many were added
     * @throws com.cruddur.messaging.port.StorageException when the database failed
     */
    public int add(List<Account> accounts) {
        return database.write(handle -> {
            handle.execute(UsersSchema.TAKE_TURNS);
            return accounts.stream().mapToInt(it -> insert(handle, it)).sum();
        });
    }

    /**
     * Gives the users that have the accounts' handles (without regard to the case of ASCII letters) the accounts' subjects. A user
     * that has a subject keeps it, and a subject that somebody has goes to nobody else. All or nothing, when the database fails.
     *
     * @return how many users got a subject
     * @throws com.cruddur.messaging.port.StorageException when the database failed
     */
    public int giveSubjects(List<Account> accounts) {
        return database.write(handle -> accounts.stream()
                .mapToInt(it -> handle.createUpdate(GIVE_SUBJECT)
                        .bind("subject", it.subject())
                        .bind("handle", it.user().handle())
                        .execute())
                .sum());
    }

    /**
     * Adds one account.
     *
     * @throws RefusedException when somebody has its handle, subject or uuid
     * @throws com.cruddur.messaging.port.StorageException when the database failed
     */
    public void register(Account account) {
        database.write(handle -> {
            handle.execute(UsersSchema.TAKE_TURNS);
            if (insert(handle, account) == 0) {
                throw new RefusedException(obstacle(handle, account));
            }
            return null;
        });
    }

    private static Refusal obstacle(Handle handle, Account account) {
        if (isThere(
                handle,
                "lower(handle collate \"C\") = lower(:text collate \"C\")",
                account.user().handle())) {
            return Refusal.HANDLE_TAKEN;
        }
        return isThere(handle, "cognito_user_id = :text and cognito_user_id <> 'MOCK'", account.subject())
                ? Refusal.SUBJECT_TAKEN
                : Refusal.UUID_TAKEN;
    }

    private static boolean isThere(Handle handle, String condition, String text) {
        return handle.createQuery(String.format(IS_THERE, condition))
                .bind("text", text)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Gives a user another display name, another handle, or both. The uuid and the subject stay, and so do the names in messages
     * that were sent.
     *
     * @param handle of the user, in any case
     * @param displayName null to leave it
     * @param newHandle null to leave it; it may be the old one in other case
     * @return the user as it is now
     * @throws RefusedException when nobody has the handle, or another user has the new one
     * @throws IllegalArgumentException when a text cannot be stored, the new display name is blank, or the new handle is empty or has white space
     * @throws com.cruddur.messaging.port.StorageException when the database failed
     */
    public User rename(String handle, @Nullable String displayName, @Nullable String newHandle) {
        requireStorable(displayName);
        requireStorable(newHandle);
        if (displayName != null && Text.isBlank(displayName)) {
            throw new IllegalArgumentException("the display name is blank");
        }
        if (newHandle != null && (newHandle.isEmpty() || newHandle.codePoints().anyMatch(Accounts::isSpace))) {
            throw new IllegalArgumentException("the handle is empty, or has white space in it");
        }
        if (!Text.isWellFormed(handle)) {
            throw new RefusedException(Refusal.HANDLE_UNKNOWN);
        }
        return database.write(it -> renamed(it, handle, displayName, newHandle));
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static void requireStorable(@Nullable String text) {
        if (text != null && !Text.isWellFormed(text)) {
            throw new IllegalArgumentException("a text holds a NUL character or half a surrogate pair");
        }
    }

    private static User renamed(
            Handle database, String handle, @Nullable String displayName, @Nullable String newHandle) {
        try {
            List<User> renamed = database.createQuery(RENAME)
                    .bind("handle", handle)
                    .bind("displayName", displayName)
                    .bind("newHandle", newHandle)
                    .map((row, context) -> user(row))
                    .list();
            if (renamed.size() != 1) {
                throw new RefusedException(Refusal.HANDLE_UNKNOWN);
            }
            return renamed.get(0);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException refused && UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                throw new RefusedException(Refusal.HANDLE_TAKEN);
            }
            throw e;
        }
    }

    /**
     * Gives every user the subject of the pool user with the same handle, without regard to the case of ASCII letters, in one
     * transaction. A subject may go from one user to another; the user that had it gets that of its own pool user, or none.
     * Other writers wait meanwhile. It holds all users in memory.
     *
     * @param poolUsers those that have a handle
     * @param dryRun finds out the same, and changes nothing
     * @throws com.cruddur.messaging.port.StorageException when the database failed; then nothing was changed
     */
    public Synchronisation synchronise(Collection<PoolUser> poolUsers, boolean dryRun) {
        if (dryRun) {
            return database.read(handle -> Matching.of(poolUsers, all(handle)));
        }
        return database.write(handle -> {
            handle.execute(NOBODY_ELSE_WRITES);
            Synchronisation outcome = Matching.of(poolUsers, all(handle));
            List<Change> held = outcome.changed().stream()
                    .filter(it -> !it.before().equals(Account.UNSYNCHRONISED))
                    .toList();
            // Subjects that go round are put down first, so that no two users have one midway.
            setSubjects(handle, held, change -> Account.UNSYNCHRONISED);
            setSubjects(handle, outcome.changed(), Change::after);
            return outcome;
        });
    }

    private static List<Matching.Row> all(Handle handle) {
        return handle.createQuery(ALL)
                .map((row, context) -> new Matching.Row(user(row), row.getString("cognito_user_id")))
                .list();
    }

    private static void setSubjects(Handle handle, List<Change> changes, Function<Change, String> subject) {
        PreparedBatch batch = handle.prepareBatch(SET_SUBJECT);
        changes.forEach(it -> batch.bind("subject", subject.apply(it))
                .bind("uuid", it.user().uuid())
                .add());
        batch.execute();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(row.getObject("uuid", UUID.class), row.getString("display_name"), row.getString("handle"));
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
