package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose next calls fail, as those of a database do. */
final class FailingStore extends DelegatingStore {
    private final AtomicInteger postsToFail = new AtomicInteger();
    private final AtomicInteger marksToFail = new AtomicInteger();
    private final AtomicInteger lookUpsToFail = new AtomicInteger();

    FailingStore(MessageStore store) {
        super(store);
    }

    /** The next posts store their message, and fail. */
    void failAfterPosts(int posts) {
        postsToFail.set(posts);
    }

    /** The next marks move the horizon, and fail. */
    void failAfterMarks(int marks) {
        marksToFail.set(marks);
    }

    void failLookUps(int lookUps) {
        lookUpsToFail.set(lookUps);
    }

    private static void fail(AtomicInteger left) {
        if (left.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
            throw new StorageException("the database failed", null);
        }
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        Posted posted = super.append(group, message);
        fail(postsToFail);
        return posted;
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        fail(lookUpsToFail);
        return super.find(group);
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        Optional<Instant> horizon = super.markRead(group, reader, upTo);
        fail(marksToFail);
        return horizon;
    }
}
