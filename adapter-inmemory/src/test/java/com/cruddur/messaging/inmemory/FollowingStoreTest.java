package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract tests also pass on a store whose inboxes follow the messages: here an inbox moves only by catchUp. */
class FollowingStoreTest implements StoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final MessageStore store = new FollowingStore(new InMemoryStore(group -> {}));

    @Override
    public MessageStore store() {
        return store;
    }

    @Test
    void aRowShowsTheOldMessageUntilItCatchesUp() {
        User one = new User(UUID.randomUUID(), "One", "one");
        User two = new User(UUID.randomUUID(), "Two", "two");
        UUID group = UUID.randomUUID();
        store.messages().appendTo(two, group, message(one, "first"));
        store.messages().append(group, message(two, "second"));
        assertThat(preview(one)).isEqualTo("first");
        store.inbox().catchUp(group);
        assertThat(preview(one)).isEqualTo("second");
    }

    private String preview(User user) {
        return store.inbox().newestFirst(user.uuid(), null, 20).items().get(0).preview();
    }

    private static NewMessage message(User sender, String text) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), NOW);
    }
}
