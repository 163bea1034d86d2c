package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.InboxRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How inbox rows move: {@link com.cruddur.messaging.port.MessageGroups#rows} and {@code move}. */
public interface InboxMoveContract extends Store {
    @Test
    default void theRowsOfANewGroupStandAtItsFirstMessage() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        InboxRows rows = rowsOf(chat);
        assertThat(rows.areBehind()).isFalse();
        assertThat(rows.standAt()).isEqualTo(now);
        assertThat(rows.newestAt()).isEqualTo(now);
        assertThat(rows.preview()).isEqualTo("first");
        assertThat(rows.group()).isEqualTo(chat.group().uuid());
        assertThat(List.of(rows.lower().member(), rows.higher().member()))
                .containsExactlyInAnyOrder(chat.one(), chat.two());
        assertThat(rows.lower().member().uuid()).isEqualTo(chat.group().lower());
    }

    @Test
    default void aMessageLeavesTheRowsWhereTheyStand() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<InboxEntry> before = List.of(chat.entryOf(chat.one()), chat.entryOf(chat.two()));
        chat.post(chat.two(), "second", now.plusSeconds(1));
        InboxRows rows = rowsOf(chat);
        assertThat(rows.areBehind()).isTrue();
        assertThat(rows.standAt()).isEqualTo(now);
        assertThat(rows.newestAt()).isEqualTo(now.plusSeconds(1));
        assertThat(rows.preview()).isEqualTo("second");
        assertThat(List.of(chat.entryOf(chat.one()), chat.entryOf(chat.two()))).isEqualTo(before);
    }

    @Test
    default void aMoveBringsBothRowsToTheNewestMessage() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        UUID group = chat.group().uuid();
        String text = NastyTexts.longest();
        chat.post(chat.two(), "second", now);
        chat.post(chat.one(), text, now);
        assertThat(groups().move(rowsOf(chat))).isTrue();
        Instant newest = Given.micros(now, 2);
        assertThat(rowsOf(chat).areBehind()).isFalse();
        assertThat(rowsOf(chat).standAt()).isEqualTo(newest);
        assertThat(chat.entryOf(chat.one())).isEqualTo(new InboxEntry(group, chat.two(), text, newest));
        assertThat(chat.entryOf(chat.two())).isEqualTo(new InboxEntry(group, chat.one(), text, newest));
    }

    @Test
    default void rowsShowTheNamesThatEachMemberLastPostedUnder() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = new User(
                chat.one().uuid(),
                "Somebody \uD83D\uDE80",
                "renamed" + chat.one().handle());
        chat.post(renamed, "it is still me", now);
        chat.refresh();
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
        assertThat(chat.entryOf(renamed).other()).isEqualTo(chat.two());
        chat.post(chat.two(), "so I see", now);
        chat.refresh();
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
    }

    @Test
    default void whoSawTheRowsStandElsewhereDoesNotMoveThem() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        InboxRows stale = rowsOf(chat);
        chat.post(chat.two(), "third", now);
        assertThat(groups().move(rowsOf(chat))).isTrue();
        assertThat(groups().move(stale)).isFalse();
        assertThat(rowsOf(chat).areBehind()).isFalse();
        assertThat(chat.entryOf(chat.one()).preview()).isEqualTo("third");
        assertThat(chat.entryOf(chat.two()).preview()).isEqualTo("third");
    }

    @Test
    default void aMoveIsMadeOnceHoweverOftenItIsAskedFor() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        InboxRows rows = rowsOf(chat);
        assertThat(groups().move(rows)).isTrue();
        InboxRows moved = rowsOf(chat);
        assertThat(groups().move(rows)).isFalse();
        assertThat(chat.refresh()).isFalse();
        assertThat(rowsOf(chat)).isEqualTo(moved);
    }

    @Test
    default void ofMoversThatRaceOneMoves() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int round = 1; round <= 5; round++) {
            chat.post(chat.two(), "round " + round, now);
            InboxRows rows = rowsOf(chat);
            assertThat(Race.run(8, i -> groups().move(rows)))
                    .filteredOn(it -> it)
                    .hasSize(1);
            assertThat(chat.entryOf(chat.one()).preview()).isEqualTo("round " + round);
            assertThat(chat.entryOf(chat.two()).preview()).isEqualTo("round " + round);
        }
    }

    @Test
    default void aReaderNeverMissesAGroupOrMeetsItTwiceWhileItMoves() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = chatsOf(one, now);
        List<UUID> all = chats.stream().map(it -> it.group().uuid()).toList();
        AtomicInteger moving = new AtomicInteger(2);
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int mover = 0; mover < 2; mover++) {
            runners.add(() -> {
                try {
                    for (int i = 0; i < 40; i++) {
                        Chat chat = chats.get(i % chats.size());
                        chat.post(i % 2 == 0 ? chat.one() : chat.two(), "message " + i, Given.micros(now, i));
                        chat.refresh();
                    }
                    return 40;
                } finally {
                    moving.decrementAndGet();
                }
            });
        }
        runners.add(() -> {
            int lists = 0;
            for (; moving.get() > 0; lists++) {
                assertThat(Pages.inbox(this, one))
                        .extracting(InboxEntry::group)
                        .containsExactlyInAnyOrderElementsOf(all);
                assertThat(Pages.all(it -> groups().inbox(one.uuid(), it, 1)))
                        .extracting(InboxEntry::group)
                        .doesNotHaveDuplicates();
            }
            return lists;
        });
        Race.run(runners);
    }

    @Test
    default void everyRowStandsRightAfterTheLastRefresh() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = chatsOf(one, now);
        Inboxes inboxes = new Inboxes(groups());
        Race.run(4, poster -> {
            for (int i = 0; i < 12; i++) {
                Chat chat = chats.get((poster + i) % chats.size());
                User sender = poster % 2 == 0 ? chat.one() : chat.two();
                chat.post(sender, poster + " says " + i, now.plusMillis(poster));
                inboxes.refresh(chat.group().uuid());
            }
            return poster;
        });
        Map<UUID, InboxEntry> inbox =
                Pages.inbox(this, one).stream().collect(Collectors.toMap(InboxEntry::group, it -> it));
        for (Chat chat : chats) {
            Message newest = messages()
                    .newestFirst(chat.group().uuid(), Optional.empty(), 1)
                    .items()
                    .get(0);
            InboxEntry expected = new InboxEntry(newest.group(), chat.two(), newest.text(), newest.createdAt());
            assertThat(inbox.get(newest.group())).isEqualTo(expected);
            assertThat(chat.entryOf(chat.two()))
                    .isEqualTo(new InboxEntry(newest.group(), one, newest.text(), newest.createdAt()));
            assertThat(rowsOf(chat).areBehind()).isFalse();
            assertThat(chat.refresh()).isFalse();
        }
        assertThat(inbox).hasSameSizeAs(chats);
    }

    private List<Chat> chatsOf(User one, Instant now) {
        return IntStream.range(0, 4)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), now))
                .toList();
    }

    private InboxRows rowsOf(Chat chat) {
        return groups().rows(chat.group().uuid()).orElseThrow();
    }
}
