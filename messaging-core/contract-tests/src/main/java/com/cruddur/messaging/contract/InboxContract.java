package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member's inbox lists each group once: {@link com.cruddur.messaging.port.Inbox#newestFirst}. */
public interface InboxContract extends StoreUnderTest {
    @Test
    default void theGroupWithTheNewestMessageIsFirst() {
        Instant now = Given.now().minusSeconds(60);
        User one = Given.user("One");
        List<Chat> chats = openEach(one, 5, now, 1_000_000);
        assertThat(groupsOf(one)).isEqualTo(uuids(chats, 4, 3, 2, 1, 0));
        Chat oldest = chats.get(0);
        Message newest = oldest.post(oldest.two(), "newest", now.plusSeconds(60));
        oldest.catchUp();
        assertThat(groupsOf(one)).isEqualTo(uuids(chats, 0, 4, 3, 2, 1));
        assertThat(Pages.inbox(store(), one).get(0)).isEqualTo(oldest.entry(oldest.two(), newest));
    }

    @Test
    default void groupsOfOneInstantAllStandInTheInbox() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = openEach(one, 50, now, 0);
        assertThat(groupsOf(one)).containsExactlyInAnyOrderElementsOf(uuids(chats));
        Instant later = now.plusSeconds(1);
        for (Chat chat : chats.subList(0, 20)) {
            chat.post(chat.two(), "later", later);
            chat.catchUp();
        }
        assertThat(groupsOf(one)).containsExactlyInAnyOrderElementsOf(uuids(chats));
        assertThat(groupsOf(one).subList(0, 20)).containsExactlyInAnyOrderElementsOf(uuids(chats.subList(0, 20)));
        assertThat(Pages.inbox(store(), one).subList(0, 20))
                .extracting(InboxEntry::lastMessageAt)
                .containsOnly(later);
    }

    /** In a store that places rows a little later, the next place of a row may be its own, or that of another row. */
    @Test
    default void groupsAMicrosecondApartKeepOutOfEachOthersWay() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = openEach(one, 4, now, 0);
        for (int round = 1; round <= 5; round++) {
            for (Chat chat : chats) {
                chat.post(round % 2 == 0 ? chat.one() : chat.two(), "round " + round, now);
                chat.catchUp();
                assertThat(groupsOf(one)).containsExactlyInAnyOrderElementsOf(uuids(chats));
                assertThat(chat.entryOf(one).lastMessageAt()).isEqualTo(Given.micros(now, round));
                assertThat(chat.entryOf(chat.two()).preview()).isEqualTo("round " + round);
            }
        }
    }

    @Test
    default void theTurnOfTheYearHidesNoGroup() {
        User one = Given.user("One");
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        List<Chat> chats = openEach(one, 4, newYear.minusSeconds(2), 1_000_000);
        assertThat(groupsOf(one)).isEqualTo(uuids(chats, 3, 2, 1, 0));
    }

    @Test
    default void nextIsEmptyExactlyWhenNoGroupFollows() {
        User one = Given.user("One");
        openEach(one, 4, Given.now(), 0);
        for (int limit = 1; limit <= 6; limit++) {
            Page<InboxEntry> page = store().inbox().newestFirst(one.uuid(), null, limit);
            assertThat(page.items()).describedAs("a page of %s", limit).hasSize(Math.min(limit, 4));
            assertThat(page.next().isPresent())
                    .describedAs("something follows a page of %s of 4 groups", limit)
                    .isEqualTo(limit < 4);
        }
        Page<InboxEntry> half = store().inbox().newestFirst(one.uuid(), null, 2);
        assertThat(store().inbox()
                        .newestFirst(one.uuid(), half.next().orElseThrow(), 2)
                        .next())
                .isEmpty();
    }

    @Test
    default void pagingShowsEachGroupThatDoesNotMoveOnceAtEveryPageSize() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = openEach(one, 9, now, 500);
        for (int size = 1; size <= 10; size++) {
            int limit = size;
            Set<UUID> moved = new HashSet<>();
            List<UUID> paged = Pages.all(position -> store().inbox().newestFirst(one.uuid(), position, limit), () -> {
                        if (moved.size() < 4) {
                            int index = (2 * limit + 5 * moved.size()) % chats.size();
                            moved.add(moveOne(chats.get(index), now.plusSeconds(limit)));
                        }
                    })
                    .stream()
                    .map(InboxEntry::group)
                    .toList();
            assertThat(paged).describedAs("pages of %s", limit).doesNotHaveDuplicates();
            assertThat(paged).describedAs("pages of %s", limit).containsAll(uuidsBut(chats, moved));
        }
    }

    /** A row that was placed later than its message never moves back: a reader that has passed it must not see it again. */
    @Test
    default void pagingShowsAGroupThatMovesAMicrosecondAtMostOnce() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = openEach(one, 12, now, 0);
        List<UUID> paged = new ArrayList<>();
        Pages.all(
                position -> {
                    Page<InboxEntry> page = store().inbox().newestFirst(one.uuid(), position, 2);
                    page.items().forEach(it -> paged.add(it.group()));
                    return page;
                },
                () -> chats.stream().filter(it -> paged.contains(it.uuid())).forEach(it -> moveOne(it, now)));
        assertThat(paged).containsExactlyInAnyOrderElementsOf(uuids(chats));
    }

    /** 1.1 MB of previews: a store that reads a megabyte at a time has to read on. */
    @Test
    default void aPageHoldsAThousandGroupsOrAllThereAre() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<UUID> opened = IntStream.range(0, 270)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), NastyTexts.longest(), now.plusMillis(i)))
                .map(it -> it.uuid())
                .toList();
        assertThat(groupsOf(one)).containsExactlyInAnyOrderElementsOf(opened);
        Page<InboxEntry> most = store().inbox().newestFirst(one.uuid(), null, 269);
        Page<InboxEntry> last =
                store().inbox().newestFirst(one.uuid(), most.next().orElseThrow(), 269);
        assertThat(most.items()).hasSize(269);
        assertThat(last.items()).hasSize(1).doesNotContainAnyElementsOf(most.items());
        assertThat(last.next()).isEmpty();
    }

    @Test
    default void aPositionThatNoInboxGaveIsRefusedOrHarmless() {
        Chat chat = Chat.open(this, Given.now());
        Chat.open(this, chat.two(), Given.user("Other"), Given.now());
        UUID one = chat.one().uuid();
        for (String position : Pages.FORGED) {
            List<InboxEntry> page = Pages.refusedOrRead(() -> store().inbox().newestFirst(one, position, 20));
            assertThat(Pages.inbox(store(), chat.one()))
                    .describedAs("a page at %.9s", position)
                    .containsAll(page);
        }
    }

    private List<Chat> openEach(User one, int groups, Instant now, long microsApart) {
        return IntStream.range(0, groups)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), Given.micros(now, i * microsApart)))
                .toList();
    }

    private List<UUID> groupsOf(User user) {
        return Pages.inbox(store(), user).stream().map(InboxEntry::group).toList();
    }

    private static UUID moveOne(Chat chat, Instant now) {
        chat.post(chat.two(), "moves", now);
        chat.catchUp();
        return chat.uuid();
    }

    private static List<UUID> uuidsBut(List<Chat> chats, Set<UUID> others) {
        return uuids(chats).stream().filter(it -> !others.contains(it)).toList();
    }

    private static List<UUID> uuids(List<Chat> chats, int... indexes) {
        return IntStream.of(indexes).mapToObj(i -> chats.get(i).uuid()).toList();
    }

    private static List<UUID> uuids(List<Chat> chats) {
        return chats.stream().map(it -> it.uuid()).toList();
    }
}
