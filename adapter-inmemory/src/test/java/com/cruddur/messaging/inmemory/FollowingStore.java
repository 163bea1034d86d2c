package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.port.MessageStore;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A store whose rows move by catchUp alone. It catches up by itself only where an action waits for it, and some time later. */
final class FollowingStore extends DelegatingStore {
    /** @param store moves no row after a post */
    FollowingStore(MessageStore store) {
        super(store);
    }

    @Override
    public void whenCaughtUp(UUID group, Runnable action) {
        CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(() -> {
            catchUp(group);
            action.run();
        });
    }
}
