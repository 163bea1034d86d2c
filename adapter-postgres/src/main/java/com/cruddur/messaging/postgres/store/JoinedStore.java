package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.MarkStatement.Mark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The store inside another program's transaction: see {@link PostgresStore#joined}. */
final class JoinedStore implements MessageStore {
    private final Connection connection;
    private final Duration timeout;
    private final PostStatements statements;
    private final MarkStatement marks;
    private final Messages messages;
    private final MessageGroups groups;
    private final Inbox inbox;

    JoinedStore(Connection connection, Schema schema, Renames renames, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
        this.statements = new PostStatements(schema);
        this.marks = new MarkStatement(schema);
        Statements reads = Statements.joined(connection);
        this.messages = new PostgresMessages(this::store, new MessageQueries(reads, schema), timeout);
        this.groups = new PostgresMessageGroups(reads, schema);
        this.inbox = new PostgresInbox(reads, schema, this::mark, renames);
    }

    private Outcome store(Post post, Deadline deadline) {
        try {
            return statements.run(new JoinedSession(connection, deadline), post);
        } catch (SQLException e) {
            throw new StorageException("the message store could not store a message in the caller's transaction", e);
        }
    }

    private Optional<Mark> mark(UUID group, UUID reader, long upToMicros) {
        try {
            return marks.run(new JoinedSession(connection, Deadline.in(timeout)), group, reader, upToMicros);
        } catch (SQLException e) {
            throw new StorageException(
                    "the message store could not move a read horizon in the caller's transaction", e);
        }
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public MessageGroups groups() {
        return groups;
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    /** Does nothing: the caller ends the transaction. */
    @Override
    public void close() {}
}
