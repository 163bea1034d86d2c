package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The groups, their messages and their members' inboxes, in memory. They are lost when the process ends. A post updates the inbox rows
 * before it returns. Thread-safe. Posts to different groups do not wait for each other, and reading messages takes no lock.
 */
public final class InMemoryStore implements MessageStore {
    private final InMemoryGroups groups = new InMemoryGroups();
    private final Positions positions = new Positions();
    private final InMemoryInbox inbox = new InMemoryInbox(groups, positions);
    private final InMemoryMessages messages;

    /** An empty store. */
    public InMemoryStore() {
        this.messages = new InMemoryMessages(groups, inbox, positions, inbox::catchUp);
    }

    /** @param afterPost called with the group of each message that was stored or found by its key, before the post returns */
    InMemoryStore(Consumer<UUID> afterPost) {
        this.messages = new InMemoryMessages(groups, inbox, positions, afterPost);
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

    @Override
    public void close() {
        // There is nothing to close: the data is garbage once the store is.
    }

    int keptKeys() {
        return messages.keptKeys();
    }
}
