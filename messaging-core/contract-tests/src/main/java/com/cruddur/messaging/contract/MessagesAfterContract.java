package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The messages after a time, oldest first: {@link com.cruddur.messaging.port.Messages#oldestFirst}. */
public interface MessagesAfterContract extends StoreUnderTest {
    @Test
    default void everyMessageAfterATimeIsThereOnceOldestFirst() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IntStream.range(1, 13).forEach(i -> chat.post(i % 2 == 0 ? chat.one() : chat.two(), "message " + i, now));
        List<Message> all = chat.history();
        for (int from : List.of(0, 5, 11, 12)) {
            for (int limit : List.of(1, 3, 12, 100)) {
                Instant after = all.get(from).createdAt();
                assertThat(after(chat, after, limit)).isEqualTo(all.subList(from + 1, all.size()));
            }
        }
        assertThat(after(chat, now.minusSeconds(3_600), 4)).isEqualTo(all);
        assertThat(after(chat, Given.micros(all.get(4).createdAt(), -1), 4)).isEqualTo(all.subList(4, 13));
    }

    @Test
    default void nothingIsAfterTheNewestMessage() {
        Chat chat = Chat.open(this, Given.now());
        for (long later : List.of(0L, 1L, 3_600_000_000L)) {
            assertThat(page(chat, Given.micros(chat.first().createdAt(), later), 5))
                    .isEqualTo(new Page<>(List.of(), Optional.empty()));
        }
    }

    @Test
    default void aPageThatReachesTheNewestMessageHasNoNext() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        Message third = chat.post(chat.one(), "third", now);
        Instant after = chat.first().createdAt();
        assertThat(page(chat, after, 2).next()).isEmpty();
        Page<Message> first = page(chat, after, 1);
        assertThat(first.next()).contains(first.items().get(0).createdAt().toString());
        assertThat(page(chat, Instant.parse(first.next().orElseThrow()), 1))
                .isEqualTo(new Page<>(List.of(third), Optional.empty()));
    }

    @Test
    default void messagesThatArePostedMeanwhileFollow() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.two(), "second", now);
        List<Message> read = new ArrayList<>();
        Instant after = now.minusSeconds(1);
        for (int i = 0; i < 6; i++) {
            Page<Message> page = page(chat, after, 2);
            read.addAll(page.items());
            after = read.get(read.size() - 1).createdAt();
            if (i < 4) {
                chat.post(chat.one(), "meanwhile " + i, now);
            }
        }
        assertThat(read).isEqualTo(chat.history());
    }

    @Test
    default void onlyAMemberReadsTheMessagesAfterATime() {
        Chat chat = Chat.open(this, Given.now());
        Instant before = chat.first().createdAt().minusSeconds(1);
        UUID stranger = UUID.randomUUID();
        assertThat(store().messages().oldestFirst(chat.uuid(), stranger, before, 5))
                .isEmpty();
        assertThat(store().messages()
                        .oldestFirst(chat.uuid(), stranger, chat.first().createdAt(), 5))
                .isEmpty();
        assertThat(store().messages().oldestFirst(UUID.randomUUID(), chat.one().uuid(), before, 5))
                .isEmpty();
        assertThat(store().messages().oldestFirst(chat.uuid(), chat.two().uuid(), before, 5))
                .contains(new Page<>(List.of(chat.first()), Optional.empty()));
    }

    private static List<Message> after(Chat chat, Instant after, int limit) {
        return Pages.all(position -> page(chat, position == null ? after : Instant.parse(position), limit));
    }

    private static Page<Message> page(Chat chat, Instant after, int limit) {
        return chat.store()
                .messages()
                .oldestFirst(chat.uuid(), chat.one().uuid(), after, limit)
                .orElseThrow(() -> new AssertionError("oldestFirst finds no group for its member"));
    }
}
