package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A store whose rows move by catchUp alone. It catches up by itself only where an action waits for it, and some time later. */
record FollowingStore(InMemoryStore store) implements MessageStore, Inbox {
    @Override
    public Messages messages() {
        return store.messages();
    }

    @Override
    public MessageGroups groups() {
        return store.groups();
    }

    @Override
    public Inbox inbox() {
        return this;
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        return store.inbox().newestFirst(user, position, limit);
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return store.inbox().find(group, user);
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        return store.inbox().markRead(group, reader, upTo);
    }

    @Override
    public void whenCaughtUp(UUID group, Runnable action) {
        CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(() -> {
            catchUp(group);
            action.run();
        });
    }

    @Override
    public void catchUp(UUID group) {
        store.inbox().catchUp(group);
    }

    @Override
    public int rename(User user) {
        return store.inbox().rename(user);
    }

    @Override
    public void close() {
        store.close();
    }
}
