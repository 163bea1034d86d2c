package com.cruddur.messaging.port;

/**
 * A database of messages. To support another database, implement this interface; nothing else is needed.
 *
 * <p>Many threads call every method of every port at once, and many instances may work on one database. A port reports a failure of
 * the database as a {@link StorageException}. The ports of one store show the same data: once a call to one port has returned, the
 * others show its effect.
 *
 * <p>A store keeps its inboxes up to date in one of two ways. Either it writes the inbox rows in the same transaction as the message,
 * or it updates the rows afterwards. In the second case the store itself starts that work after each post, and {@link
 * Inbox#catchUp} completes it.
 *
 * <p>The contract tests in {@code messaging-contract-tests} check all of this: implement {@code StoreContract}.
 */
public interface MessageStore extends AutoCloseable {
    /** The messages of every group. */
    Messages messages();

    /** The groups. */
    MessageGroups groups();

    /** The inbox of every user. */
    Inbox inbox();

    /**
     * Finishes the work that follows earlier posts, within some seconds, and closes the connections and threads that the store itself
     * opened. A client or pool that the store was given stays open. After this, no port of the store is called.
     */
    @Override
    void close();
}
