package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Inboxes that have caught up show the newest message: {@link com.cruddur.messaging.port.Inbox#catchUp}. */
public interface CatchUpContract extends StoreUnderTest {
    @Test
    default void bothRowsShowTheNewestMessage() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        Message newest = chat.post(chat.one(), NastyTexts.longest(), now);
        chat.catchUp();
        assertShows(chat, newest);
    }

    @Test
    default void catchingUpAgainChangesNothing() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message newest = chat.post(chat.two(), "second", now);
        for (int i = 0; i < 3; i++) {
            chat.catchUp();
            assertShows(chat, newest);
        }
    }

    @Test
    default void aGroupThatDoesNotExistHasNothingToCatchUpWith() {
        UUID unknown = UUID.randomUUID();
        store().inbox().catchUp(unknown);
        assertThat(store().groups().find(unknown)).isEmpty();
    }

    @Test
    default void rowsShowTheNamesThatEachMemberLastPostedWith() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = new User(
                chat.one().uuid(),
                "Somebody \uD83D\uDE80",
                "renamed" + chat.one().handle());
        chat.post(renamed, "it is still me", now);
        chat.catchUp();
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
        assertThat(chat.entryOf(renamed).other()).isEqualTo(chat.two());
        chat.post(chat.two(), "so I see", now);
        chat.catchUp();
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
    }

    @Test
    default void aLaterFirstMessageDoesNotRenameItsReceiver() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User receiver =
                new User(chat.two().uuid(), "Other names", "other" + chat.two().handle());
        store().messages().appendTo(receiver, UUID.randomUUID(), Given.message(chat.one(), "again", now));
        chat.catchUp();
        assertThat(chat.entryOf(chat.one()).other()).isEqualTo(chat.two());
        assertThat(chat.entryOf(chat.one()).preview()).isEqualTo("again");
    }

    @Test
    default void whileMessagesComeARowNeverGoesBackToAnEarlierOne() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        int posts = volume(60);
        AtomicInteger posting = new AtomicInteger(1);
        List<Callable<Integer>> runners = new ArrayList<>();
        runners.add(() -> {
            try {
                for (int i = 0; i < posts; i++) {
                    chat.post(i % 2 == 0 ? chat.one() : chat.two(), "message " + i, now);
                }
                return posts;
            } finally {
                posting.decrementAndGet();
            }
        });
        for (int i = 0; i < 2; i++) {
            runners.add(() -> {
                int calls = 0;
                for (; posting.get() > 0; calls++) {
                    chat.catchUp();
                }
                return calls;
            });
        }
        runners.add(() -> {
            Instant seen = now;
            while (posting.get() > 0) {
                Instant shown = chat.entryOf(chat.one()).lastMessageAt();
                assertThat(shown).describedAs("the time that a row shows").isAfterOrEqualTo(seen);
                seen = shown;
            }
            return 0;
        });
        Race.run(runners);
        chat.catchUp();
        assertShows(chat, Pages.reversed(chat.history()).get(0));
    }

    @Test
    default void aReaderNeverMissesAGroupOrMeetsItTwiceWhileItMoves() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = chatsOf(one, now);
        List<UUID> all = chats.stream().map(Chat::uuid).toList();
        int posts = volume(40);
        AtomicInteger moving = new AtomicInteger(2);
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int mover = 0; mover < 2; mover++) {
            runners.add(() -> {
                try {
                    for (int i = 0; i < posts; i++) {
                        Chat chat = chats.get(i % chats.size());
                        chat.post(i % 2 == 0 ? chat.one() : chat.two(), "message " + i, Given.micros(now, i));
                        chat.catchUp();
                    }
                    return posts;
                } finally {
                    moving.decrementAndGet();
                }
            });
        }
        runners.add(() -> {
            int lists = 0;
            for (; moving.get() > 0; lists++) {
                assertThat(Pages.inbox(store(), one))
                        .extracting(InboxEntry::group)
                        .containsExactlyInAnyOrderElementsOf(all);
                assertThat(Pages.all(it -> store().inbox().newestFirst(one.uuid(), it, 1)))
                        .extracting(InboxEntry::group)
                        .doesNotHaveDuplicates();
            }
            return lists;
        });
        Race.run(runners);
    }

    @Test
    default void everyRowIsRightOnceTheLastWriterHasCaughtUp() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = chatsOf(one, now);
        Race.run(4, poster -> {
            for (int i = 0; i < volume(12); i++) {
                Chat chat = chats.get((poster + i) % chats.size());
                User sender = poster % 2 == 0 ? chat.one() : chat.two();
                chat.post(sender, poster + " says " + i, now.plusMillis(poster));
                chat.catchUp();
            }
            return poster;
        });
        Map<UUID, InboxEntry> inbox =
                Pages.inbox(store(), one).stream().collect(Collectors.toMap(InboxEntry::group, Function.identity()));
        for (Chat chat : chats) {
            Message newest = chat.page(null, 1).items().get(0);
            assertThat(inbox.get(chat.uuid())).isEqualTo(chat.entry(chat.two(), newest));
            assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(one, newest));
        }
        assertThat(inbox).hasSameSizeAs(chats);
    }

    private List<Chat> chatsOf(User one, Instant now) {
        return IntStream.range(0, 4)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), now))
                .toList();
    }

    private static void assertShows(Chat chat, Message newest) {
        assertThat(chat.entryOf(chat.one())).isEqualTo(chat.entry(chat.two(), newest));
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), newest));
    }
}
