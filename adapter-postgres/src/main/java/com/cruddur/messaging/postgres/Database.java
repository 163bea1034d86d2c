package com.cruddur.messaging.postgres;

import com.cruddur.messaging.port.StorageException;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The one way to the database. A failure becomes a {@link StorageException} that quotes no bound value. */
final class Database {
    private final Jdbi jdbi;

    Database(DataSource dataSource) {
        jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    <T> T read(HandleCallback<T, RuntimeException> query) {
        try {
            return jdbi.withHandle(query);
        } catch (JdbiException e) {
            throw new StorageException("the user directory could not be read", e);
        }
    }

    <T> T write(HandleCallback<T, RuntimeException> change) {
        try {
            return jdbi.inTransaction(change);
        } catch (JdbiException e) {
            throw new StorageException("the user directory could not be written", e);
        }
    }
}
