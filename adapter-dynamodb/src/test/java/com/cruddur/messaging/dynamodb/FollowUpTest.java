package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class FollowUpTest {
    @Test
    void aGroupThatWasPostedToIsFollowedUp() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        UUID group = UUID.randomUUID();
        try (FollowUp followUp = new FollowUp(told::add)) {
            followUp.posted(group);
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(group);
        }
    }

    @Test
    void aPostDoesNotWaitForItsFollowUp() throws Exception {
        CountDownLatch posted = new CountDownLatch(1);
        BlockingQueue<Boolean> waited = new LinkedBlockingQueue<>();
        try (FollowUp followUp = new FollowUp(group -> waited.add(await(posted)))) {
            for (int i = 0; i < 3; i++) {
                followUp.posted(UUID.randomUUID());
            }
            posted.countDown();
            assertThat(waited.poll(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFollowUpThatFailsHarmsNoOtherAndIsLogged() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        ListAppender<ILoggingEvent> log = listen();
        try (FollowUp followUp = new FollowUp(group -> {
            told.add(group);
            throw new IllegalStateException("on purpose");
        })) {
            for (int i = 0; i < 3; i++) {
                UUID group = UUID.randomUUID();
                followUp.posted(group);
                assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(group);
            }
        }
        assertThat(log.list)
                .hasSize(3)
                .allSatisfy(
                        it -> assertThat(it.getThrowableProxy().getMessage()).isEqualTo("on purpose"));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 0", "4, 0, 1"})
    void aTurnThatOthersOvertakeIsRepeatedThreeTimesThenGivenUpAndLogged(int overtaken, int actions, int warnings) {
        ListAppender<ILoggingEvent> log = listen();
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        try (FollowUp followUp = new FollowUp(any -> {
            if (turns.incrementAndGet() <= overtaken) {
                throw new ContestedException("on purpose");
            }
        })) {
            followUp.then(UUID.randomUUID(), ran::incrementAndGet);
        }
        assertThat(turns).hasValue(4);
        assertThat(ran).hasValue(actions);
        assertThat(log.list).hasSize(warnings);
    }

    @Test
    void everyGroupIsToldAfterItsLastPostHoweverManyThereAre() {
        for (int round = 0; round < 100; round++) {
            List<UUID> groups =
                    Stream.generate(UUID::randomUUID).limit(round * 30).toList();
            BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
            try (FollowUp followUp = new FollowUp(told::add)) {
                groups.parallelStream().forEach(followUp::posted);
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(groups);
        }
    }

    @Test
    void postsOfOneMomentAreToldTogether() {
        UUID group = UUID.randomUUID();
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        try (FollowUp followUp = new FollowUp(told::add)) {
            IntStream.range(0, 100_000).forEach(i -> followUp.posted(group));
        }
        assertThat(told).isNotEmpty().hasSizeLessThan(50_000).containsOnly(group);
    }

    @Test
    void groupsThatArePostedToWhileAllThreadsAreBusyHaveTheirTurn() {
        List<UUID> first = Stream.generate(UUID::randomUUID).limit(4).toList();
        List<UUID> later = Stream.generate(UUID::randomUUID).limit(100).toList();
        Queue<UUID> told = new ConcurrentLinkedQueue<>();
        CountDownLatch busy = new CountDownLatch(first.size());
        CountDownLatch posted = new CountDownLatch(1);
        try (FollowUp followUp = new FollowUp(group -> {
            told.add(group);
            busy.countDown();
            await(posted);
        })) {
            first.forEach(followUp::posted);
            assertThat(await(busy)).isTrue();
            later.forEach(followUp::posted);
            posted.countDown();
        }
        assertThat(told).containsAll(first).containsAll(later).doesNotHaveDuplicates();
    }

    @Test
    void aThreadFollowsUpItselfWhenTooManyGroupsWait() {
        Thread posting = Thread.currentThread();
        List<UUID> groups = Stream.generate(UUID::randomUUID).limit(2_000).toList();
        CountDownLatch posted = new CountDownLatch(1);
        List<UUID> byItself = new ArrayList<>();
        try (FollowUp followUp = new FollowUp(group -> {
            if (Thread.currentThread() == posting) {
                byItself.add(group);
            } else {
                await(posted);
            }
        })) {
            groups.forEach(followUp::posted);
            posted.countDown();
        }
        assertThat(byItself).isNotEmpty().hasSizeLessThan(1_000);
    }

    @Test
    void anActionRunsAfterATurnOfItsGroupThatBeganLater() {
        UUID group = UUID.randomUUID();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch added = new CountDownLatch(1);
        try (FollowUp followUp = new FollowUp(any -> {
            boolean first = begun.getCount() > 0;
            begun.countDown();
            order.add(first && await(added) ? "turn under way" : "next turn");
        })) {
            followUp.posted(group);
            assertThat(await(begun)).isTrue();
            followUp.then(group, () -> order.add("action"));
            added.countDown();
        }
        assertThat(order).containsExactly("turn under way", "next turn", "action");
    }

    @Test
    void everyActionRunsOnceHoweverManyComeAtOnce() {
        List<UUID> groups = Stream.generate(UUID::randomUUID).limit(20).toList();
        Queue<Integer> ran = new ConcurrentLinkedQueue<>();
        try (FollowUp followUp = new FollowUp(group -> {})) {
            IntStream.range(0, 20_000).parallel().forEach(i -> {
                followUp.posted(groups.get(i % groups.size()));
                followUp.then(groups.get(i % groups.size()), () -> ran.add(i));
            });
        }
        assertThat(ran).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void anActionDoesNotRunAfterATurnThatFailed() {
        UUID failing = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        List<UUID> ran = Collections.synchronizedList(new ArrayList<>());
        try (FollowUp followUp = new FollowUp(group -> {
            if (group.equals(failing)) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            followUp.then(failing, () -> ran.add(failing));
            followUp.then(other, () -> ran.add(other));
        }
        assertThat(ran).containsExactly(other);
    }

    @Test
    void anActionThatFailsHarmsNoOther() {
        UUID group = UUID.randomUUID();
        List<UUID> ran = Collections.synchronizedList(new ArrayList<>());
        try (FollowUp followUp = new FollowUp(any -> {})) {
            followUp.then(group, () -> {
                throw new IllegalStateException("on purpose");
            });
            followUp.then(group, () -> ran.add(group));
        }
        assertThat(ran).containsExactly(group);
    }

    private static ListAppender<ILoggingEvent> listen() {
        Logger logger = (Logger) LoggerFactory.getLogger(FollowUp.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        return log;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
