package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rename shows a user with other names in other people's inboxes: {@link com.cruddur.messaging.port.Inbox#rename}. */
public interface RenameContract extends StoreUnderTest {
    @Test
    default void theOtherMembersInboxShowsTheNewNames() {
        for (boolean first : List.of(true, false)) {
            Instant now = Given.now();
            Chat chat = Chat.open(this, now);
            User old = first ? chat.one() : chat.two();
            User other = first ? chat.two() : chat.one();
            User renamed = renamed(old);
            assertThat(store().inbox().rename(renamed)).isOne();
            assertThat(Pages.inbox(store(), other)).containsExactly(chat.entry(renamed, chat.first()));
            assertThat(Pages.inbox(store(), old)).containsExactly(chat.entry(other, chat.first()));
            assertThat(store().inbox().rename(renamed)).as("rename again").isZero();
        }
    }

    @Test
    default void messagesKeepTheNamesThatTheyWereSentWith() {
        Chat chat = Chat.open(this, Given.now());
        store().inbox().rename(renamed(chat.one()));
        assertThat(chat.history()).extracting(Message::sender).containsExactly(chat.one());
    }

    @Test
    default void aRowThatIsYetToCatchUpShowsTheNewNames() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = renamed(chat.one());
        chat.post(chat.two(), "second", now);
        assertThat(store().inbox().rename(renamed)).isOne();
        chat.catchUp();
        assertShows(chat, renamed, "second");
        chat.post(chat.two(), "third", now);
        chat.catchUp();
        assertShows(chat, renamed, "third");
    }

    @Test
    default void theNextMessageBringsTheNamesThatItWasSentWith() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        store().inbox().rename(renamed(chat.one()));
        chat.post(chat.one(), "under my old names", now);
        chat.catchUp();
        assertShows(chat, chat.one(), "under my old names");
    }

    @Test
    default void aRenameWithoutAChangeChangesNoGroup() {
        Chat chat = Chat.open(this, Given.now());
        assertThat(store().inbox().rename(Given.user("Stranger"))).isZero();
        assertThat(store().inbox().rename(chat.two())).isZero();
        assertShows(chat, chat.one(), "first");
        assertThat(chat.entryOf(chat.one()).other()).isEqualTo(chat.two());
    }

    @Test
    default void everyUserWithAGroupOfTheRenamedUserSeesTheNewNames() {
        Instant now = Given.now();
        User one = Given.user("One");
        int many = volume(120);
        List<Chat> chats = IntStream.range(0, many)
                .mapToObj(i -> Chat.open(this, one, Given.user("Other"), now.plusMillis(i)))
                .toList();
        Chat unrelated = Chat.open(this, now);
        User renamed = renamed(one);
        assertThat(store().inbox().rename(renamed)).isEqualTo(many);
        assertThat(store().inbox().rename(renamed)).isZero();
        chats.forEach(it -> assertShows(it, renamed, "first"));
        assertThat(Pages.inbox(store(), one)).hasSize(many);
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
                chat.catchUp();
                assertThat(chat.entryOf(chat.two()).other().uuid()).isEqualTo(one.uuid());
            }
            return posts;
        };
        Callable<Integer> renamer = () -> {
            try {
                return store().inbox().rename(renamed);
            } finally {
                renaming.set(false);
            }
        };
        Race.run(List.of(poster, renamer));
        for (Chat chat : chats) {
            chat.catchUp();
            assertThat(chat.entryOf(chat.two()).other()).isEqualTo(renamed);
        }
        assertThat(Pages.inbox(store(), one)).hasSameSizeAs(chats);
    }

    private static User renamed(User user) {
        return new User(user.uuid(), "Somebody \uD83D\uDE80", "renamed-" + user.handle());
    }

    private static void assertShows(Chat chat, User one, String preview) {
        assertThat(chat.entryOf(chat.two()).other()).isEqualTo(one);
        assertThat(chat.entryOf(chat.two()).preview()).isEqualTo(preview);
    }
}
