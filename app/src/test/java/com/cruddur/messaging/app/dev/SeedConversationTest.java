package com.cruddur.messaging.app.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SeedConversationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456789Z");

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryUsers users = new InMemoryUsers();

    @BeforeEach
    void seedUsers() {
        for (Account account : LocalUsers.accounts()) {
            users.put(account.user(), account.subject());
        }
    }

    @Test
    void twoPeopleTalkedOneMessageAMinuteUntilShortlyBeforeNow() {
        load(store, NOW);

        List<Message> messages = stored();
        assertThat(messages).hasSizeGreaterThanOrEqualTo(100);
        assertThat(messages.stream().map(it -> it.sender().handle()).distinct())
                .containsExactly("andrewbrown", "bayko");
        assertThat(messages.get(messages.size() - 1).createdAt())
                .isBetween(NOW.minus(Duration.ofMinutes(15)), NOW.minus(Duration.ofMinutes(5)));
        for (int i = 1; i < messages.size(); i++) {
            assertThat(Duration.between(
                            messages.get(i - 1).createdAt(), messages.get(i).createdAt()))
                    .isEqualTo(Duration.ofMinutes(1));
        }
        assertThat(inboxes())
                .extracting(InboxEntry::preview)
                .containsOnly(messages.get(messages.size() - 1).text());
    }

    @Test
    void loadingAgainChangesNothing() {
        load(store, NOW);
        List<Message> before = stored();
        load(store, NOW.plus(Duration.ofDays(3)));

        assertThat(stored()).isEqualTo(before);
        assertThat(inboxes()).hasSize(2);
    }

    @Test
    void whereverItWasCutOffTheNextLoadCompletesIt() {
        load(store, NOW);
        List<String> whole = stored().stream().map(Message::text).toList();
        for (int limit : new int[] {0, 1, whole.size() / 2, whole.size() - 2}) {
            InMemoryStore fresh = new InMemoryStore();
            assertThatThrownBy(() -> load(failingAfter(limit, fresh), fresh, NOW))
                    .isInstanceOf(StorageException.class);
            load(fresh, NOW.plusSeconds(90));

            assertThat(stored(fresh).stream().map(Message::text))
                    .as("cut off after %s appended messages", limit)
                    .containsExactlyElementsOf(whole);
        }
    }

    private void load(InMemoryStore into, Instant now) {
        load(into, into, now);
    }

    private void load(Messages messages, InMemoryStore groups, Instant now) {
        new SeedConversation(groups, messages, Clock.fixed(now, ZoneOffset.UTC), UUID::randomUUID).load(users);
    }

    private static Messages failingAfter(int limit, InMemoryStore store) {
        return new Messages() {
            private int appended;

            @Override
            public Page<Message> newestFirst(UUID group, Optional<String> position, int limit) {
                return store.newestFirst(group, position, limit);
            }

            @Override
            public Message append(Group group, Draft draft) {
                if (appended++ == limit) {
                    throw new StorageException("planted", null);
                }
                return store.append(group, draft);
            }

            @Override
            public Optional<Message> answered(Draft draft) {
                return store.answered(draft);
            }
        };
    }

    private List<Message> stored() {
        return stored(store);
    }

    private static List<Message> stored(InMemoryStore store) {
        List<Message> messages = new ArrayList<>(store.newestFirst(SeedConversation.GROUP, Optional.empty(), 1_000)
                .items());
        Collections.reverse(messages);
        return messages;
    }

    private List<InboxEntry> inboxes() {
        List<InboxEntry> entries = new ArrayList<>();
        for (String handle : List.of("andrewbrown", "bayko")) {
            UUID user = users.byHandle(handle).orElseThrow().uuid();
            entries.addAll(store.inbox(user, Optional.empty(), 10).items());
        }
        return entries;
    }
}
