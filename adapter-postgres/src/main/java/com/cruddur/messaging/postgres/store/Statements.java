package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The way to the database for everything but posts. A failure becomes a {@link StorageException} that quotes no bound value. */
final class Statements {
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;

    Statements(DataSource dataSource) {
        jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /** Runs one query. */
    <T> List<T> list(String query, Map<String, ?> values, RowMapper<T> mapper) {
        return run(
                "the message store could not be read",
                handle -> handle.createQuery(query).bindMap(values).map(mapper).list());
    }

    /** Runs one statement that changes rows, in a transaction of its own, and tells how many rows it changed. */
    int update(String statement, Map<String, ?> values) {
        return run(
                "the message store could not be written",
                handle -> handle.createUpdate(statement).bindMap(values).execute());
    }

    private <T> T run(String otherwise, HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.withHandle(work);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !mayBeRetried(e)) {
                    throw new StorageException(otherwise, e);
                }
            }
        }
    }

    private static boolean mayBeRetried(JdbiException e) {
        return e.getCause() instanceof SQLException cause && Failure.of(cause) == Failure.RETRY;
    }
}
