package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Marks of reading race with posts, with moves of the rows, and with each other. */
public interface ReadRaceContract extends StoreUnderTest {
    @Test
    default void unreadIsExactHoweverMarksRaceWithPosts() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        long seed = Long.getLong("messaging.seed", new Random().nextLong());
        AtomicInteger posting = new AtomicInteger(2);
        List<Callable<Optional<Instant>>> runners = new ArrayList<>();
        for (int poster = 0; poster < 2; poster++) {
            int number = poster;
            runners.add(() -> {
                try {
                    for (int i = 0; i < volume(25); i++) {
                        chat.post(number == 0 ? chat.one() : chat.two(), number + " says " + i, now);
                        chat.catchUp();
                    }
                    return Optional.empty();
                } finally {
                    posting.decrementAndGet();
                }
            });
        }
        Random seeds = new Random(seed);
        for (int device = 0; device < 2; device++) {
            Random random = new Random(seeds.nextLong());
            runners.add(() -> markAtRandom(chat, random, posting));
        }
        List<Optional<Instant>> answers = Race.run(runners);
        chat.catchUp();
        Instant horizon = answers.stream()
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(null);
        Message newest = chat.page(null, 1).items().get(0);
        assertThat(chat.entryOf(chat.two()))
                .describedAs("the row, seed %s", seed)
                .isEqualTo(chat.entry(chat.one(), newest, horizon));
    }

    /** The newest horizon that a mark of this device has answered. */
    private static Optional<Instant> markAtRandom(Chat chat, Random random, AtomicInteger posting) {
        Instant newest = null;
        for (int marks = 0; marks < 15 || posting.get() > 0; marks++) {
            if (newest != null) {
                assertThat(chat.markRead(chat.two(), newest))
                        .describedAs("the second mark of one time")
                        .isEmpty();
            }
            Message upTo = anyOrOneOfTheNext(chat.page(null, 100).items(), newest, random);
            Optional<Instant> moved = chat.markRead(chat.two(), upTo.createdAt());
            if (moved.isPresent()) {
                assertThat(moved).contains(upTo.createdAt());
                assertThat(newest == null || newest.isBefore(upTo.createdAt()))
                        .describedAs("a device's own horizon moves forward")
                        .isTrue();
                newest = upTo.createdAt();
            }
        }
        return Optional.ofNullable(newest);
    }

    /** A device that goes forward in short steps meets the other one often. */
    private static Message anyOrOneOfTheNext(List<Message> newestFirst, @Nullable Instant read, Random random) {
        long unread = newestFirst.stream()
                .filter(it -> read == null || it.createdAt().isAfter(read))
                .count();
        return unread == 0 || random.nextInt(4) == 0
                ? newestFirst.get(random.nextInt(newestFirst.size()))
                : newestFirst.get((int) Math.max(0, unread - 1 - random.nextInt(3)));
    }

    @Test
    default void aReaderNeverSeesAHorizonGoBack() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        int marks = volume(30);
        AtomicInteger marking = new AtomicInteger(1);
        List<Callable<Integer>> runners = new ArrayList<>();
        runners.add(() -> {
            try {
                for (int i = 0; i < marks; i++) {
                    Message read = chat.post(chat.one(), "message " + i, now);
                    chat.markRead(chat.two(), read.createdAt());
                }
                return marks;
            } finally {
                marking.decrementAndGet();
            }
        });
        runners.add(() -> {
            int moves = 0;
            for (; marking.get() > 0; moves++) {
                chat.catchUp();
            }
            return moves;
        });
        runners.add(() -> {
            Instant seen = null;
            int reads = 0;
            for (; marking.get() > 0; reads++) {
                InboxEntry row = chat.entryOf(chat.two());
                assertNotBefore(seen, row.readUpTo());
                seen = row.readUpTo();
            }
            return reads;
        });
        Race.run(runners);
        chat.catchUp();
        assertThat(chat.entryOf(chat.two()).unread()).isZero();
    }

    @Test
    default void anActionRunsOnceBothListsShowTheMessage() throws InterruptedException {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int i = 0; i < 5; i++) {
            Message newest = chat.post(chat.one(), "message " + i, now);
            CountDownLatch ran = new CountDownLatch(1);
            store().inbox().whenCaughtUp(chat.uuid(), ran::countDown);
            assertThat(ran.await(20, TimeUnit.SECONDS))
                    .describedAs("the action ran")
                    .isTrue();
            assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), newest));
            assertThat(chat.entryOf(chat.one())).isEqualTo(chat.entry(chat.two(), newest));
        }
    }

    private static void assertNotBefore(@Nullable Instant seen, @Nullable Instant now) {
        assertThat(seen == null || now != null && !now.isBefore(seen))
                .describedAs("the horizon goes from %s to %s", seen, now)
                .isTrue();
    }
}
