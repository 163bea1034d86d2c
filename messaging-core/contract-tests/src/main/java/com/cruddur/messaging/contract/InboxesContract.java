package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link Inboxes} promises for pattern E, over a store of the adapter's. */
public interface InboxesContract extends Store {
    @Test
    default void groupsAreRefreshedHoweverOftenTheyAreNamed() {
        Chat left = chatThatIsBehind();
        Chat right = chatThatIsBehind();
        UUID unknown = UUID.randomUUID();
        List<UUID> changed = List.of(
                left.group().uuid(), unknown, left.group().uuid(), right.group().uuid(), unknown);
        Inboxes inboxes = new Inboxes(groups());
        assertThat(inboxes.refreshAll(changed)).isEmpty();
        assertShows(left, "newest");
        assertShows(right, "newest");
        assertThat(inboxes.refresh(left.group().uuid())).isFalse();
        assertThat(inboxes.refreshAll(List.of())).isEmpty();
    }

    @Test
    default void aGroupThatFailsDoesNotKeepTheOthersFromTheirRefresh() {
        Chat before = chatThatIsBehind();
        Chat failing = chatThatIsBehind();
        Chat after = chatThatIsBehind();
        StorageException failure = new StorageException("the store failed", null);
        Inboxes inboxes = new Inboxes(new BeforeWrite(groups(), group -> {
            if (group.equals(failing.group().uuid())) {
                throw failure;
            }
        }));
        List<UUID> changed = List.of(
                before.group().uuid(), failing.group().uuid(), after.group().uuid());
        assertThat(inboxes.refreshAll(changed)).isEqualTo(Map.of(failing.group().uuid(), failure));
        assertShows(before, "newest");
        assertShows(failing, "first");
        assertShows(after, "newest");
        assertThat(new Inboxes(groups()).refreshAll(changed)).isEmpty();
        assertShows(failing, "newest");
    }

    @Test
    default void aMessageThatComesBetweenReadingAndMovingIsShownByTheNextRefresh() {
        Chat chat = chatThatIsBehind();
        Inboxes inboxes =
                new Inboxes(new BeforeWrite(groups(), group -> chat.post(chat.one(), "between", Given.now())));
        assertThat(inboxes.refresh(chat.group().uuid())).isTrue();
        chat.refresh();
        assertShows(chat, "between");
    }

    @Test
    default void aRefreshThatSomebodyElseOvertookLooksAgain() {
        Chat chat = chatThatIsBehind();
        AtomicInteger moves = new AtomicInteger();
        Inboxes inboxes = new Inboxes(new BeforeWrite(groups(), group -> {
            if (moves.getAndIncrement() < 2) {
                chat.refresh();
                chat.post(chat.one(), "between", Given.now());
            }
        }));
        assertThat(inboxes.refresh(chat.group().uuid())).isTrue();
        assertThat(moves).hasValue(3);
        assertShows(chat, "between");
    }

    @Test
    default void aRefreshThatSomebodyElseMadeHasNothingLeftToMove() {
        Chat chat = chatThatIsBehind();
        Inboxes inboxes = new Inboxes(new BeforeWrite(groups(), group -> chat.refresh()));
        assertThat(inboxes.refresh(chat.group().uuid())).isFalse();
        assertShows(chat, "newest");
    }

    private Chat chatThatIsBehind() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "newest", now);
        return chat;
    }

    private static void assertShows(Chat chat, String preview) {
        assertThat(chat.entryOf(chat.one()).preview()).isEqualTo(preview);
        assertThat(chat.entryOf(chat.two()).preview()).isEqualTo(preview);
    }
}
