package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
