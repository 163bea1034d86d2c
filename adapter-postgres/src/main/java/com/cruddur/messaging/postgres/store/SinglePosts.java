package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.port.StorageException;
import java.sql.SQLException;

/** Stores one message at a time, in a transaction of its own. It waits for locks, and tries again until the deadline. */
final class SinglePosts {
    private static final String FAILED = "the message store could not store a message";

    private final Connections connections;
    private final PostStatements statements;
    private final MessageQueries messages;

    SinglePosts(Connections connections, Schema schema, MessageQueries messages) {
        this.connections = connections;
        this.statements = new PostStatements(schema);
        this.messages = messages;
    }

    /**
     * Stores the message of a post.
     *
     * <p>A commit whose outcome is unknown needs no look of its own: the same is tried again. Where the first attempt was stored, the
     * unique index on the uuids of a group's messages refuses the second, also when the first arrives later than the second.
     *
     * @param sentBefore whether an earlier attempt may have stored the message
     * @throws StorageException when the database failed, or the deadline is over
     */
    Outcome store(Post post, boolean sentBefore, Deadline deadline) {
        boolean sent = sentBefore;
        for (int attempt = 1; ; attempt++) {
            try (Session session = connections.open(deadline, deadline.millisLeft())) {
                return own(post, sent, statements.run(session, post));
            } catch (SQLException e) {
                Failure failure = Failure.of(e);
                if (failure == Failure.STORED_BEFORE) {
                    return stored(post);
                }
                sent |= failure == Failure.UNKNOWN;
                if (failure == Failure.REFUSED || deadline.isOver()) {
                    throw new StorageException(FAILED, e);
                }
                deadline.pauseAfter(attempt);
            }
        }
    }

    /** Where an earlier attempt took the key, this is no repetition of it. */
    private Outcome own(Post post, boolean sent, Outcome outcome) {
        boolean own = sent
                && outcome instanceof Outcome.Repeated repeated
                && messages.at(repeated.group(), repeated.createdAt())
                        .uuid()
                        .equals(post.message().uuid());
        return own ? stored(post) : outcome;
    }

    private Outcome stored(Post post) {
        Message stored = messages.find(post).orElseThrow();
        return new Outcome.Stored(stored.group(), stored.createdAt());
    }
}
