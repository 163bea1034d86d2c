package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages are kept as they were sent, and read page by page: {@link com.cruddur.messaging.port.Messages}. */
public interface MessagesContract extends StoreUnderTest {
    @Test
    default void aMessageIsReadBackAsItWasAnswered() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message reply = chat.post(chat.two(), "reply", Given.micros(now, 7));
        assertThat(reply.group()).isEqualTo(chat.uuid());
        assertThat(reply.sender()).isEqualTo(chat.two());
        assertThat(reply.text()).isEqualTo("reply");
        assertThat(reply.createdAt()).isEqualTo(Given.micros(now, 7));
        assertThat(chat.history()).containsExactly(chat.first(), reply);
    }

    @Test
    default void aMessageHasTheUuidThatItWasPostedWith() {
        Chat chat = Chat.open(this, Given.now());
        var message = Given.message(chat.one(), "hello", Given.now());
        assertThat(chat.post(message).uuid()).isEqualTo(message.uuid());
        assertThat(chat.history().get(1).uuid()).isEqualTo(message.uuid());
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
    default void aGroupThatDoesNotExistHasNoPage() {
        UUID reader = Given.user("One").uuid();
        assertThat(store().messages().newestFirst(UUID.randomUUID(), reader, null, 20))
                .isEmpty();
    }

    @Test
    default void aGroupOfOthersHasNoPage() {
        Chat chat = Chat.open(this, Given.now());
        chat.post(chat.two(), "second", Given.now());
        String position = chat.page(null, 1).next().orElseThrow();
        UUID stranger = Given.user("Stranger").uuid();
        for (UUID reader : List.of(stranger, chat.uuid())) {
            assertThat(store().messages().newestFirst(chat.uuid(), reader, null, 20))
                    .isEmpty();
            assertThat(store().messages().newestFirst(chat.uuid(), reader, position, 20))
                    .isEmpty();
        }
    }

    @Test
    default void bothMembersReadTheSamePages() {
        Chat chat = Chat.open(this, Given.now());
        chat.post(chat.two(), "second", Given.now());
        UUID two = chat.two().uuid();
        assertThat(store().messages().newestFirst(chat.uuid(), two, null, 1)).contains(chat.page(null, 1));
        String position = chat.page(null, 1).next().orElseThrow();
        assertThat(store().messages().newestFirst(chat.uuid(), two, position, 1))
                .contains(chat.page(position, 1));
    }

    @Test
    default void aPostToAGroupThatDoesNotExistIsRefused() {
        User one = Given.user("One");
        UUID unknown = UUID.randomUUID();
        assertRefused(
                Reason.MESSAGE_GROUP_NOT_FOUND,
                () -> store().messages().append(unknown, Given.message(one, "into the void", Given.now())));
        assertThat(store().messages().newestFirst(unknown, one.uuid(), null, 20))
                .isEmpty();
        assertThat(store().groups().find(unknown)).isEmpty();
        assertThat(Pages.inbox(store(), one)).isEmpty();
    }

    @Test
    default void aPostToAGroupOfOthersIsRefused() {
        Chat chat = Chat.open(this, Given.now());
        assertRefused(
                Reason.MESSAGE_GROUP_NOT_FOUND, () -> chat.post(Given.user("Stranger"), "let me in", Given.now()));
        chat.catchUp();
        assertThat(chat.history()).containsExactly(chat.first());
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), chat.first()));
    }

    @Test
    default void aPostSaysThatItIsNew() {
        Chat chat = Chat.open(this, Given.now());
        assertThat(chat.append(Given.message(chat.one(), "without a key", Given.now()))
                        .repeated())
                .isFalse();
        assertThat(chat.append(Given.message(chat.one(), "with a key", Given.now(), Given.key(), "f"))
                        .repeated())
                .isFalse();
    }

    @Test
    default void aPositionThatNoPageGaveIsRefusedOrHarmless() {
        Chat chat = Chat.open(this, Given.now());
        Chat.open(this, chat.one(), Given.user("Other"), Given.now());
        for (String position : Pages.FORGED) {
            List<Message> page = Pages.refusedOrRead(() -> chat.page(position, 20));
            assertThat(chat.history()).describedAs("a page at %.9s", position).containsAll(page);
        }
    }

    @Test
    default void aPageIsTheNewestMessagesNewestFirst() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i <= 4; i++) {
            chat.post(chat.one(), "message " + i, now.plusSeconds(i));
        }
        Page<Message> page = chat.page(null, 3);
        assertThat(page.items()).extracting(Message::text).containsExactly("message 4", "message 3", "message 2");
    }

    @Test
    default void nextIsEmptyExactlyWhenNothingFollows() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i <= 3; i++) {
            chat.post(chat.two(), "message " + i, now);
        }
        for (int limit = 1; limit <= 6; limit++) {
            Page<Message> page = chat.page(null, limit);
            assertThat(page.items()).describedAs("a page of %s", limit).hasSize(Math.min(limit, 4));
            assertThat(page.next().isPresent())
                    .describedAs("something follows a page of %s of 4 messages", limit)
                    .isEqualTo(limit < 4);
        }
        Page<Message> half = chat.page(null, 2);
        assertThat(chat.page(half.next().orElseThrow(), 2).next()).isEmpty();
    }

    @Test
    default void pagingShowsEachMessageOnceAtEveryPageSizeDuringPosts() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 1; i < 12; i++) {
            chat.post(i % 3 == 0 ? chat.two() : chat.one(), "message " + i, Given.micros(now, i / 2));
        }
        for (int limit = 1; limit <= 13; limit++) {
            List<Message> before = chat.history();
            int size = limit;
            List<Message> paged = new ArrayList<>(chat.page(null, size).items());
            assertThat(paged).isEqualTo(Pages.reversed(before).subList(0, Math.min(size, before.size())));
            List<Message> all =
                    Pages.all(position -> chat.page(position, size), () -> chat.post(chat.two(), "meanwhile", now));
            assertThat(Pages.reversed(all)).describedAs("pages of %s", size).isEqualTo(before);
        }
    }

    @Test
    default void aPositionStaysGoodHoweverLongItIsKept() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.one(), "second", now);
        chat.post(chat.two(), "third", now);
        String position = chat.page(null, 1).next().orElseThrow();
        for (int i = 0; i < 5; i++) {
            assertThat(chat.page(position, 20).items())
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
        Page<Message> all = chat.page(null, 1_000);
        assertThat(all.next()).isEmpty();
        assertThat(all.items()).hasSize(270).doesNotHaveDuplicates();
        assertThat(all.items().subList(0, 269))
                .allSatisfy(it -> assertThat(it.text()).isEqualTo(text));
        Page<Message> most = chat.page(null, 269);
        assertThat(most.items()).isEqualTo(all.items().subList(0, 269));
        assertThat(chat.page(most.next().orElseThrow(), 269).items()).containsExactly(chat.first());
    }
}
