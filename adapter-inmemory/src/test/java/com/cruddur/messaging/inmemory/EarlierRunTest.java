package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Two runs of one service in memory, with the same cursor key, the same users, and a seeded group of the same uuid. */
class EarlierRunTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final User alice = new User(UUID.randomUUID(), "Alice", "alice");
    private final User bob = new User(UUID.randomUUID(), "Bob", "bob");
    private final UUID group = UUID.randomUUID();
    private final InMemoryUsers users = new InMemoryUsers();
    private final Caller earlier = run(30);
    private final Caller later = run(3);

    @Test
    void cursorsOfTheEarlierRunAreRefused() {
        PageRequest ofMessages = nextOf(earlier.messages(group, PageRequest.first(2)), 2);
        PageRequest ofGroups = nextOf(earlier.messageGroups(PageRequest.first(1)), 1);

        assertThat(earlier.messages(group, ofMessages).items()).hasSize(2);
        assertThat(earlier.messageGroups(ofGroups).items()).hasSize(1);
        assertForeign(() -> later.messages(group, ofMessages));
        assertForeign(() -> later.messageGroups(ofGroups));
    }

    private static PageRequest nextOf(Page<?> page, int limit) {
        return PageRequest.first(limit).from(page.next().orElseThrow());
    }

    private static void assertForeign(ThrowingCallable list) {
        assertThatThrownBy(list)
                .isInstanceOfSatisfying(
                        MessagingException.class, it -> assertThat(it.reason()).isEqualTo(Reason.CURSOR_INVALID));
    }

    private Caller run(int messages) {
        users.put(alice, "alice");
        users.put(bob, "bob");
        InMemoryStore store = new InMemoryStore();
        for (int i = 0; i < messages; i++) {
            store.messages().appendTo(bob, group, message());
        }
        User carol = new User(UUID.randomUUID(), "Carol", "carol");
        store.messages().appendTo(carol, UUID.randomUUID(), message());
        return Messaging.builder(users, store).cursorKey(new byte[32]).build().as("alice");
    }

    private NewMessage message() {
        return new NewMessage(UUID.randomUUID(), alice, new MessageText("hello"), NOW);
    }
}
