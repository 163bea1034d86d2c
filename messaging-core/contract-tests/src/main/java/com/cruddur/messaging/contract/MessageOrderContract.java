package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A group's messages have one order, even where the clocks of the instances differ. */
public interface MessageOrderContract extends StoreUnderTest {
    @Test
    default void messagesOfOneInstantAreKeptApartByAMicrosecond() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        assertThat(chat.post(chat.two(), "second", now).createdAt()).isEqualTo(Given.micros(now, 1));
        assertThat(chat.post(chat.one(), "third", now).createdAt()).isEqualTo(Given.micros(now, 2));
        assertThat(chat.texts()).containsExactly("first", "second", "third");
    }

    @Test
    default void aClockThatStepsBackDoesNotMoveAMessageBack() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        assertThat(chat.post(chat.one(), "second", now.minusSeconds(5)).createdAt())
                .isEqualTo(Given.micros(now, 1));
        assertThat(chat.post(chat.two(), "third", now.plusSeconds(1)).createdAt())
                .isEqualTo(now.plusSeconds(1));
        assertThat(chat.post(chat.one(), "fourth", now.minusSeconds(4)).createdAt())
                .isEqualTo(Given.micros(now.plusSeconds(1), 1));
        assertThat(chat.texts()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    default void writersWithDifferentClocksKeepTheOrderOfTheirMessages() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<Message> answered = new ArrayList<>(List.of(chat.first()));
        for (int i = 0; i < 10; i++) {
            answered.add(chat.post(chat.one(), "ahead " + i, now.plusSeconds(5).plusMillis(i)));
            answered.add(
                    chat.post(chat.two(), "behind " + i, now.minusSeconds(5).plusMillis(i)));
        }
        assertThat(answered).extracting(Message::createdAt).isSorted().doesNotHaveDuplicates();
        assertThat(chat.history()).isEqualTo(answered);
    }

    /** A time that is written without its last zeros, or in another zone, sorts wrongly as text. */
    @Test
    default void timesAreKeptToTheMicrosecond() {
        Instant second = Instant.parse("2024-02-29T12:00:00Z");
        Chat chat = Chat.open(this, second);
        List<Instant> times = new ArrayList<>(List.of(second));
        for (int micros : new int[] {1, 10, 100, 1_000, 99_999, 100_000, 120_000, 123_456, 999_999, 1_000_000}) {
            times.add(Given.micros(second, micros));
            Message message = chat.post(chat.one(), "at " + micros, Given.micros(second, micros));
            assertThat(message.createdAt()).isEqualTo(Given.micros(second, micros));
        }
        assertThat(chat.history()).extracting(Message::createdAt).isEqualTo(times);
    }

    @Test
    default void theTurnOfTheYearIsNoBoundaryInAnyZone() {
        List<Instant> times = List.of(
                Instant.parse("2025-12-31T23:59:59.999999+14:00"),
                Instant.parse("2026-01-01T00:00:00.000000+14:00"),
                Instant.parse("2025-12-31T23:59:59.999999Z"),
                Instant.parse("2026-01-01T00:00:00.000000Z"),
                Instant.parse("2025-12-31T23:59:59.999999-11:00"),
                Instant.parse("2026-01-01T00:00:00.000000-11:00"),
                Instant.parse("2026-10-25T01:00:00+01:00"),
                Instant.parse("2026-10-25T01:00:00+00:00"));
        Chat chat = Chat.open(this, times.get(0));
        times.subList(1, times.size()).forEach(it -> chat.post(chat.two(), "at " + it, it));
        assertThat(chat.history()).extracting(Message::createdAt).isEqualTo(times);
        for (int size = 1; size <= times.size(); size++) {
            int limit = size;
            List<Message> paged = Pages.all(it -> chat.page(it, limit));
            assertThat(Pages.reversed(paged)).extracting(Message::createdAt).isEqualTo(times);
        }
    }

    @Test
    default void eightSendersLoseNothingAndKeepTheOrderOfAcknowledgement() {
        record Sent(long begun, long answered, Message message) {}
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        int posts = volume(40);
        AtomicLong ticks = new AtomicLong();
        List<Sent> sent = new ArrayList<>();
        List<List<Sent>> bySender = Race.run(8, sender -> {
            List<Sent> mine = new ArrayList<>();
            User user = sender % 2 == 0 ? chat.one() : chat.two();
            for (int i = 0; i < posts; i++) {
                Instant clock = now.plusSeconds(sender - 4).plusMillis(i);
                long begun = ticks.getAndIncrement();
                Message message = chat.post(user, sender + " says " + i, clock);
                mine.add(new Sent(begun, ticks.getAndIncrement(), message));
            }
            return mine;
        });
        bySender.forEach(sent::addAll);
        sent.sort(Comparator.comparing(it -> it.message().createdAt()));
        assertThat(chat.history().subList(1, sent.size() + 1))
                .isEqualTo(sent.stream().map(Sent::message).toList());
        assertThat(chat.history()).extracting(Message::createdAt).isSorted().doesNotHaveDuplicates();
        long latestBegun = Long.MIN_VALUE;
        for (Sent one : sent) {
            assertThat(one.answered())
                    .describedAs("answered, and then another began")
                    .isGreaterThan(latestBegun);
            latestBegun = Math.max(latestBegun, one.begun());
        }
    }

    @Test
    default void aReaderNeverSeesAnEarlierMessageAppearLater() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        int posts = volume(40);
        AtomicInteger posting = new AtomicInteger(4);
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            User user = sender % 2 == 0 ? chat.one() : chat.two();
            Instant clock = now.plusSeconds(sender);
            runners.add(() -> {
                try {
                    for (int i = 0; i < posts; i++) {
                        chat.post(user, "message " + i, clock.plusMillis(i));
                    }
                    return posts;
                } finally {
                    posting.decrementAndGet();
                }
            });
        }
        runners.add(() -> {
            List<Message> seen = List.of();
            while (posting.get() > 0) {
                List<Message> history = chat.history();
                assertThat(history.subList(0, seen.size()))
                        .describedAs("the messages that the reader had seen before")
                        .isEqualTo(seen);
                seen = history;
            }
            return seen.size();
        });
        Race.run(runners);
        assertThat(chat.history()).hasSize(1 + 4 * posts);
    }
}
