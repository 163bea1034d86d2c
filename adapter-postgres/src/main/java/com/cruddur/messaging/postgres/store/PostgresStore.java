package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
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
        Schema schema = new Schema(schemaName);
        Statements statements = new Statements(dataSource);
        MessageQueries queries = new MessageQueries(statements, schema);
        connections = new Connections(dataSource);
        keyPurge = new KeyPurge(connections, schema);
        posts = new GroupCommit(connections, schema, new SinglePosts(connections, schema, queries));
        messages = new PostgresMessages(posts, queries, timeout);
        groups = new PostgresMessageGroups(statements, schema);
        inbox = new PostgresInbox(statements, schema, new Renames(statements, connections, schema, timeout));
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
