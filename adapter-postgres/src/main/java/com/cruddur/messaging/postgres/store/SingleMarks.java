package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.MarkStatement.Mark;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Moves read horizons, each in a transaction of its own. It waits for the group's lock, and tries again until the deadline. */
final class SingleMarks {
    private final Connections connections;
    private final MarkStatement statement;
    private final Duration timeout;

    SingleMarks(Connections connections, Schema schema, Duration timeout) {
        this.connections = connections;
        this.statement = new MarkStatement(schema);
        this.timeout = timeout;
    }

    /**
     * Moves a horizon, as {@link MarkStatement#run} does. A commit of unknown outcome is tried again as it is; where the first attempt may
     * have moved the horizon, it counts as moved.
     *
     * @throws StorageException when the database failed, or the deadline is over
     */
    Optional<Mark> run(UUID group, UUID reader, long upToMicros) {
        Deadline deadline = Deadline.in(timeout);
        boolean sent = false;
        for (int attempt = 1; ; attempt++) {
            try (Session session = connections.open(deadline, deadline.millisLeft())) {
                Optional<Mark> mark = statement.run(session, group, reader, upToMicros);
                return sent ? settled(session, group, reader, upToMicros) : mark;
            } catch (SQLException e) {
                Failure failure = Failure.of(e);
                sent |= failure == Failure.UNKNOWN;
                if (failure == Failure.REFUSED || deadline.isOver()) {
                    throw new StorageException("the message store could not move a read horizon", e);
                }
                deadline.pauseAfter(attempt);
            }
        }
    }

    /** The attempt before may have committed while this one waited for its lock: then only a later statement sees where it stands. */
    private Optional<Mark> settled(PostSession session, UUID group, UUID reader, long upToMicros) throws SQLException {
        return statement
                .run(session, group, reader, upToMicros)
                .map(it -> new Mark(it.tooLate(), it.horizon() != null, it.horizon()));
    }
}
