package com.cruddur.messaging.port;

/**
 * A database of messages. An adapter for a new database implements this, and nothing else.
 *
 * <p>Every method of every port may be called by many threads at once, and by many instances over one database. A port reports
 * a failure of the database as a {@link StorageException}. The ports of one store are views of the same data: whatever one has
 * acknowledged, the others show.
 *
 * <p>A store keeps its inboxes right in one of two ways. It writes the inbox together with the message, or it lets the inbox follow
 * the message. In the second case the store itself starts that work after each post, and {@link Inbox#catchUp} completes it.
 */
public interface MessageStore extends AutoCloseable {
    /** The messages of every group. */
    Messages messages();

    /** The groups. */
    MessageGroups groups();

    /** The inbox of every user. */
    Inbox inbox();

    /**
     * Finishes the work that follows earlier posts, for some seconds at most, and releases what the store itself has opened. It does
     * not close what its creator gave it. The store is not used afterwards.
     */
    @Override
    void close();
}
