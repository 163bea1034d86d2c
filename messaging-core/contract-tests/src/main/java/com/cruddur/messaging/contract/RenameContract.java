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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a member comes to be shown under other names: {@link com.cruddur.messaging.port.MessageGroups#rename}. */
public interface RenameContract extends Store {
    @Test
    default void theOtherMembersInboxShowsTheNewNames() {
        for (boolean first : List.of(true, false)) {
            Instant now = Given.now();
            Chat chat = Chat.open(this, now);
            User old = first ? chat.one() : chat.two();
            User other = first ? chat.two() : chat.one();
            User renamed = renamed(old);
            assertThat(groups().rename(chat.group().uuid(), renamed)).isTrue();
            UUID group = chat.group().uuid();
            assertThat(Pages.inbox(this, other)).containsExactly(new InboxEntry(group, renamed, "first", now));
            assertThat(Pages.inbox(this, old)).containsExactly(new InboxEntry(group, other, "first", now));
            assertThat(groups().rename(group, renamed)).as("again").isFalse();
        }
    }

    @Test
    default void messagesKeepTheNamesThatTheyWereSentUnder() {
        Chat chat = Chat.open(this, Given.now());
        groups().rename(chat.group().uuid(), renamed(chat.one()));
        assertThat(chat.history()).extracting(Message::sender).containsExactly(chat.one());
    }

    @Test
    default void aRowThatIsYetToMoveComesUnderTheNewNames() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = renamed(chat.one());
        chat.post(chat.two(), "second", now);
        assertThat(groups().rename(chat.group().uuid(), renamed)).isTrue();
        chat.refresh();
        assertShows(chat, renamed, "second");
        chat.post(chat.two(), "third", now);
        chat.refresh();
        assertShows(chat, renamed, "third");
    }

    @Test
    default void whoReadTheOldNamesDoesNotBringThemBack() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        InboxRows stale = groups().rows(chat.group().uuid()).orElseThrow();
        User renamed = renamed(chat.one());
        groups().rename(chat.group().uuid(), renamed);
        assertThat(groups().move(stale)).isFalse();
        chat.refresh();
        assertShows(chat, renamed, "second");
    }

    /** The rows stood right when they were renamed. Who has read them after a message that the renamer did not see is late all the same. */
    @Test
    default void whoReadTheOldNamesAfterALaterMessageDoesNotBringThemBack() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        InboxRows before = groups().rows(chat.group().uuid()).orElseThrow();
        InboxRows stale = new InboxRows(
                before.group(), before.lower(), before.higher(), before.standAt(), Given.micros(now, 1), "second");
        User renamed = renamed(chat.one());
        groups().rename(chat.group().uuid(), renamed);
        chat.post(chat.two(), "second", now);
        assertThat(groups().move(stale)).isFalse();
        chat.refresh();
        assertShows(chat, renamed, "second");
    }

    /** Between two renames nothing else tells one reading of the rows from the next. */
    @Test
    default void whoReadTheNamesBetweenTwoRenamesDoesNotBringThemBack() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<InboxRows> stale = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            InboxRows read = groups().rows(chat.group().uuid()).orElseThrow();
            stale.add(new InboxRows(
                    read.group(), read.lower(), read.higher(), read.standAt(), Given.micros(now, 100), "second"));
            User renamed = new User(chat.one().uuid(), "Name " + i, chat.one().handle());
            assertThat(groups().rename(chat.group().uuid(), renamed)).isTrue();
        }
        assertThat(stale).noneMatch(groups()::move);
        assertThat(chat.entryOf(chat.two()).other().displayName()).isEqualTo("Name 19");
    }

    @Test
    default void theNextMessageDecidesAnew() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        groups().rename(chat.group().uuid(), renamed(chat.one()));
        chat.post(chat.one(), "under my old names", now);
        chat.refresh();
        assertShows(chat, chat.one(), "under my old names");
    }

    @Test
    default void nobodyIsRenamedWhereThereIsNothingToRename() {
        Chat chat = Chat.open(this, Given.now());
        assertThat(groups().rename(UUID.randomUUID(), renamed(chat.one()))).isFalse();
        assertThat(groups().rename(chat.group().uuid(), Given.user("Stranger"))).isFalse();
        assertThat(groups().rename(chat.group().uuid(), chat.two())).isFalse();
        assertShows(chat, chat.one(), "first");
        assertThat(chat.entryOf(chat.one()).other()).isEqualTo(chat.two());
    }

    @Test
    default void allWhoHaveAGroupWithTheUserSeeTheNewNames() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = IntStream.range(0, 120)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), now.plusMillis(i)))
                .toList();
        Chat unrelated = Chat.open(this, now);
        User renamed = renamed(one);
        Inboxes inboxes = new Inboxes(groups());
        assertThat(inboxes.rename(renamed)).isEqualTo(120);
        assertThat(inboxes.rename(renamed)).isZero();
        chats.forEach(it -> assertShows(it, renamed, "first"));
        assertThat(Pages.inbox(this, one)).hasSize(120);
        assertShows(unrelated, unrelated.one(), "first");
    }

    /** The other members post and the inboxes move all the while, so groups change places while the inbox is paged. */
    @Test
    default void groupsThatMoveMeanwhileAreRenamedToo() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = IntStream.range(0, 6)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), now))
                .toList();
        User renamed = renamed(one);
        AtomicBoolean renaming = new AtomicBoolean(true);
        Callable<Integer> poster = () -> {
            int posts = 0;
            for (; renaming.get() || posts < chats.size(); posts++) {
                Chat chat = chats.get(posts % chats.size());
                chat.post(chat.two(), "message " + posts, Given.now());
                chat.refresh();
                assertThat(chat.entryOf(chat.two()).other().uuid()).isEqualTo(one.uuid());
            }
            return posts;
        };
        Callable<Integer> renamer = () -> {
            try {
                return new Inboxes(groups()).rename(renamed);
            } finally {
                renaming.set(false);
            }
        };
        Race.run(List.of(poster, renamer));
        for (Chat chat : chats) {
            chat.refresh();
            assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
        }
        assertThat(Pages.inbox(this, one)).hasSameSizeAs(chats);
    }

    private static User renamed(User user) {
        return new User(user.uuid(), "Somebody \uD83D\uDE80", "renamed-" + user.handle());
    }

    private static void assertShows(Chat chat, User one, String preview) {
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(one);
        assertThat(chat.entryOf(chat.two()).preview()).isEqualTo(preview);
    }
}
