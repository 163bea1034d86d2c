package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.postgres.Accounts;
import com.cruddur.messaging.postgres.CachedUsers;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.cruddur.messaging.postgres.UsersSchema;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of users that has to be prepared first. Until that succeeds, each use tries it again. Thread-safe. */
final class PreparedUsers implements Users {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedUsers.class);

    private final Users users;
    private final Runnable preparation;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean prepared;

    /** @param preparation throws a {@link StorageException} when the directory cannot be used yet; it runs once at a time */
    PreparedUsers(Users users, Runnable preparation) {
        this.users = users;
        this.preparation = preparation;
    }

    /**
     * The users of a database, the seed's among them. Other programs may have dropped, recreated and seeded the table, as the
     * reference's scripts do.
     */
    static PreparedUsers withSeed(DataSource database) {
        return new PreparedUsers(new CachedUsers(new PostgresUsers(database)), () -> {
            new UsersSchema(database).load();
            Accounts accounts = new Accounts(database);
            accounts.giveSubjects(LocalUsers.accounts());
            accounts.add(LocalUsers.accounts());
        });
    }

    /** Whether the directory can be used; where it cannot, says why, and which command mends it. */
    boolean isPrepared(String connectionUrl) {
        try {
            prepare();
            return true;
        } catch (StorageException e) {
            LOG.error(
                    "{} cannot be used: {}; requests that need users are answered 503 until {}",
                    ConnectionUrl.parse(connectionUrl),
                    StoreErrors.ofPostgres(e),
                    StoreErrors.isOutage(e)
                            ? "it answers again"
                            : "this command repairs it: it drops all users, then the seed users are created again:"
                                    + " messaging db drop --connection-url " + connectionUrl);
            return false;
        }
    }

    /** @throws StorageException when the directory cannot be used yet, or another thread prepares it */
    void prepare() {
        if (prepared) {
            return;
        }
        if (!turn.tryLock()) {
            throw new StorageException("the user directory is being prepared", null);
        }
        try {
            if (!prepared) {
                preparation.run();
                prepared = true;
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<User> bySubject(String subject) {
        prepare();
        return users.bySubject(subject);
    }

    @Override
    public Optional<User> byHandle(String handle) {
        prepare();
        return users.byHandle(handle);
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        prepare();
        return users.byUuid(uuid);
    }
}
