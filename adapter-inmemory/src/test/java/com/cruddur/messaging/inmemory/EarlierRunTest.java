package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.application.Cursors;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
    private final Messaging earlier = run(30);
    private final Messaging later = run(3);

    @Test
    void cursorsOfTheEarlierRunAreRefused() {
        PageRequest first = new PageRequest(2, Optional.empty());
        PageRequest ofMessages =
                new PageRequest(2, earlier.listMessages("alice", group, first).next());
        PageRequest ofGroups = new PageRequest(
                1,
                earlier.listMessageGroups("alice", new PageRequest(1, Optional.empty()))
                        .next());

        assertThat(earlier.listMessages("alice", group, ofMessages).items()).hasSize(2);
        assertThat(earlier.listMessageGroups("alice", ofGroups).items()).hasSize(1);
        assertForeign(() -> later.listMessages("alice", group, ofMessages));
        assertForeign(() -> later.listMessageGroups("alice", ofGroups));
    }

    private static void assertForeign(ThrowingCallable list) {
        assertThatThrownBy(list)
                .isInstanceOfSatisfying(
                        MessagingException.class, it -> assertThat(it.reason()).isEqualTo(Reason.CURSOR_INVALID));
    }

    private Messaging run(int messages) {
        users.put(alice, "alice");
        users.put(bob, "bob");
        InMemoryStore store = new InMemoryStore();
        Group ofBoth = Group.of(group, alice.uuid(), bob.uuid());
        store.open(ofBoth, bob, draft());
        for (int i = 1; i < messages; i++) {
            store.append(ofBoth, draft());
        }
        User carol = new User(UUID.randomUUID(), "Carol", "carol");
        store.open(Group.of(UUID.randomUUID(), alice.uuid(), carol.uuid()), carol, draft());
        return new Messaging(users, store, store, new Cursors(new byte[32]), Clock.systemUTC(), UUID::randomUUID);
    }

    private Draft draft() {
        return new Draft(UUID.randomUUID(), alice, new MessageText("hello"), NOW, Optional.empty());
    }
}
