package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store of {@link com.cruddur.messaging.port.Messages} keeps, and how it is read page by page. */
public interface MessagesContract extends Store {
    @Test
    default void aMessageIsReadBackAsItWasAnswered() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message reply = chat.post(chat.two(), "reply", Given.micros(now, 7));
        assertThat(reply.group()).isEqualTo(chat.group().uuid());
        assertThat(reply.sender()).isEqualTo(chat.two());
        assertThat(reply.text()).isEqualTo("reply");
        assertThat(reply.createdAt()).isEqualTo(Given.micros(now, 7));
        assertThat(chat.history()).containsExactly(chat.first(), reply);
    }

    @Test
    default void aMessageHasTheUuidOfItsDraft() {
        Chat chat = Chat.open(this, Given.now());
        var draft = Given.draft(chat.one(), "hello", Given.now());
        assertThat(chat.post(draft).uuid()).isEqualTo(draft.uuid());
        assertThat(chat.history().get(1).uuid()).isEqualTo(draft.uuid());
    }

    @Test
    default void aMessageKeepsTheNamesThatItsSenderHadThen() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = new User(chat.one().uuid(), "\uD83D\uDE80 \u05E9\u05DC\u05D5\u05DD \"One\"", "renamed");
        chat.post(renamed, "it is still me", now);
        assertThat(chat.history()).extracting(Message::sender).containsExactly(chat.one(), renamed);
    }

    @Test
    default void everyTextIsKeptAsItWasSent() {
        Chat chat = Chat.open(this, Given.now());
        List<String> texts = NastyTexts.all();
        texts.forEach(
                it -> assertThat(chat.post(chat.one(), it, Given.now()).text()).isEqualTo(it));
        assertThat(chat.texts().subList(1, texts.size() + 1)).isEqualTo(texts);
    }

    @Test
    default void groupsDoNotShareMessages() {
        Instant now = Given.now();
        User one = Given.user("One");
        Chat left = Chat.open(this, one, Given.user("Two"), now);
        Chat right = Chat.open(this, one, Given.user("Three"), now);
        left.post(one, "left", now);
        right.post(one, "right", now);
        assertThat(left.texts()).containsExactly("first", "left");
        assertThat(right.texts()).containsExactly("first", "right");
    }

    @Test
    default void aGroupThatDoesNotExistHasNoMessages() {
        Page<Message> page = messages().newestFirst(UUID.randomUUID(), Optional.empty(), 20);
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void nobodyPostsToAGroupThatDoesNotExist() {
        User one = Given.user("One");
        Group unknown = Group.of(UUID.randomUUID(), one.uuid(), UUID.randomUUID());
        assertRefused(
                Reason.MESSAGE_GROUP_NOT_FOUND,
                () -> messages().append(unknown, Given.draft(one, "into the void", Given.now())));
        assertThat(messages().newestFirst(unknown.uuid(), Optional.empty(), 20).items())
                .isEmpty();
        assertThat(groups().find(unknown.uuid())).isEmpty();
        assertThat(groups().rows(unknown.uuid())).isEmpty();
    }

    @Test
    default void nobodyPostsToAGroupOfOthers() {
        Chat chat = Chat.open(this, Given.now());
        assertRefused(
                Reason.MESSAGE_GROUP_NOT_FOUND, () -> chat.post(Given.user("Stranger"), "let me in", Given.now()));
        assertThat(chat.history()).containsExactly(chat.first());
        assertThat(chat.store().groups().rows(chat.group().uuid()).orElseThrow().areBehind())
                .isFalse();
    }

    @Test
    default void aPageIsTheNewestMessagesNewestFirst() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i <= 4; i++) {
            chat.post(chat.one(), "message " + i, now.plusSeconds(i));
        }
        Page<Message> page = messages().newestFirst(chat.group().uuid(), Optional.empty(), 3);
        assertThat(page.items()).extracting(Message::text).containsExactly("message 4", "message 3", "message 2");
    }

    @Test
    default void nextIsEmptyExactlyWhenNothingFollows() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i <= 3; i++) {
            chat.post(chat.two(), "message " + i, now);
        }
        UUID group = chat.group().uuid();
        for (int limit = 1; limit <= 6; limit++) {
            Page<Message> page = messages().newestFirst(group, Optional.empty(), limit);
            assertThat(page.items()).describedAs("a page of %s", limit).hasSize(Math.min(limit, 4));
            assertThat(page.next().isPresent())
                    .describedAs("something follows a page of %s of 4 messages", limit)
                    .isEqualTo(limit < 4);
        }
        Page<Message> half = messages().newestFirst(group, Optional.empty(), 2);
        assertThat(messages().newestFirst(group, half.next(), 2).next()).isEmpty();
    }

    @Test
    default void pagingShowsEachMessageOnceAtEveryPageSizeWhileSomeonePosts() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i < 12; i++) {
            chat.post(i % 3 == 0 ? chat.two() : chat.one(), "message " + i, Given.micros(now, i / 2));
        }
        UUID group = chat.group().uuid();
        for (int limit = 1; limit <= 13; limit++) {
            List<Message> before = chat.history();
            int size = limit;
            List<Message> paged = new ArrayList<>(
                    messages().newestFirst(group, Optional.empty(), size).items());
            assertThat(paged).isEqualTo(Pages.reversed(before).subList(0, Math.min(size, before.size())));
            List<Message> all = Pages.all(
                    position -> messages().newestFirst(group, position, size),
                    () -> chat.post(chat.two(), "meanwhile", now));
            assertThat(Pages.reversed(all)).describedAs("pages of %s", size).isEqualTo(before);
        }
    }

    @Test
    default void aPositionStaysGoodHoweverLongItIsKept() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.one(), "second", now);
        chat.post(chat.two(), "third", now);
        UUID group = chat.group().uuid();
        Optional<String> position =
                messages().newestFirst(group, Optional.empty(), 1).next();
        for (int i = 0; i < 5; i++) {
            assertThat(messages().newestFirst(group, position, 20).items())
                    .extracting(Message::text)
                    .containsExactly("second", "first");
            chat.post(chat.one(), "later " + i, now);
        }
    }

    /** 1.1 MB of text: a store that reads a megabyte at a time has to read on. */
    @Test
    default void aPageHoldsAThousandMessagesOrAllThereAre() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        String text = NastyTexts.longest();
        for (int i = 1; i < 270; i++) {
            chat.post(chat.two(), text, now);
        }
        UUID group = chat.group().uuid();
        Page<Message> all = messages().newestFirst(group, Optional.empty(), 1_000);
        assertThat(all.next()).isEmpty();
        assertThat(all.items()).hasSize(270).doesNotHaveDuplicates();
        assertThat(all.items().subList(0, 269))
                .allSatisfy(it -> assertThat(it.text()).isEqualTo(text));
        Page<Message> most = messages().newestFirst(group, Optional.empty(), 269);
        assertThat(most.items()).isEqualTo(all.items().subList(0, 269));
        assertThat(messages().newestFirst(group, most.next(), 269).items()).containsExactly(chat.first());
    }
}
