package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Messages, groups and inboxes in PostgreSQL, in the tables that {@link MessagesSchema} makes.
 *
 * <p>A post is one transaction on one connection. The inboxes are right as soon as it is committed, so {@link Inbox#catchUp} does
 * nothing. Every transaction is {@code READ COMMITTED} and waits for the disk ({@code synchronous_commit = on}), whatever the defaults
 * of the database are. Thread-safe; any number of instances may work on one database.
 */
public final class PostgresStore implements MessageStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Schema schema;
    private final Duration timeout;
    private final Renames renames;
    private final Connections connections;
    private final KeyPurge keyPurge;
    private final GroupCommit posts;
    private final Messages messages;
    private final MessageGroups groups;
    private final Inbox inbox;

    /** A store in the schema {@code messaging}; see {@link #PostgresStore(DataSource, String)}. */
    public PostgresStore(DataSource dataSource) {
        this(dataSource, Schema.DEFAULT);
    }

    /**
     * A store in a schema of another name.
     *
     * @param dataSource a pool, which stays the caller's to close
     * @param schema the name that {@link MessagesSchema} was given
     * @throws IllegalArgumentException when a schema cannot have the name
     */
    public PostgresStore(DataSource dataSource, String schema) {
        this(dataSource, schema, TIMEOUT);
    }

    /** @param timeout how long a post may take */
    PostgresStore(DataSource dataSource, String schemaName, Duration timeout) {
        this.timeout = timeout;
        schema = new Schema(schemaName);
        Statements statements = new Statements(dataSource);
        MessageQueries queries = new MessageQueries(statements, schema);
        connections = new Connections(dataSource);
        keyPurge = new KeyPurge(connections, schema);
        posts = new GroupCommit(connections, schema, new SinglePosts(connections, schema, queries));
        renames = new Renames(statements, connections, schema, timeout);
        messages = new PostgresMessages(posts::store, queries, timeout);
        groups = new PostgresMessageGroups(statements, schema);
        inbox = new PostgresInbox(statements, schema, new SingleMarks(connections, schema, timeout)::run, renames);
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

    /**
     * This store inside a transaction of the caller, who commits it or rolls it back: messages are stored together with the caller's
     * own work, or not at all. Nobody else sees them before the commit.
     *
     * <p>A post locks its group until the transaction ends: other posts to that group wait, posts to other groups do not. So end the
     * transaction soon. A post that fails or is refused leaves the transaction as it was before that post, where the connection still
     * works; a post fails when it waits for more than 5 seconds. Nothing is tried again: in a {@code REPEATABLE READ} or {@code
     * SERIALIZABLE} transaction a post may fail for a rival, and the caller repeats the whole transaction. How durable the commit is, the
     * caller's settings say.
     *
     * <p>Give it to {@link com.cruddur.messaging.application.Messaging#joined}, which tells others of the messages after the commit.
     *
     * <p>{@link Inbox#rename} has transactions of its own. All else reads what this transaction has written.
     *
     * @param connection to the database of this store, not in auto-commit mode; it stays the caller's to close
     * @return a store for this transaction alone, and for one thread at a time; closing it does nothing
     * @throws IllegalArgumentException when the connection is in auto-commit mode
     */
    public MessageStore joined(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException(
                        "the connection is in auto-commit mode: it has no transaction to join");
            }
        } catch (SQLException e) {
            throw new StorageException("the message store cannot use the caller's connection", e);
        }
        return new JoinedStore(connection, schema, renames, timeout);
    }

    /** How many posts wait for a commit. */
    int waitingPosts() {
        return posts.waiting();
    }

    /** Deletes the idempotency keys whose time is long over. The store does it by itself each minute. */
    void purgeKeys() {
        keyPurge.run();
    }

    @Override
    public void close() {
        keyPurge.close();
        connections.close();
    }
}
