package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.time.Duration;
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

class AfterPostTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Test
    void theGroupOfAPostIsTold() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        try (TestServer server = new TestServer(told::add, routes -> {}, DEADLINE)) {
            post(server);

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(server.group);
        }
    }

    @Test
    void nothingIsToldOfAPostThatWasRefused() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        try (TestServer server = new TestServer(told::add, routes -> {}, DEADLINE)) {
            assertThat(server.post(ANDREW, "{\"handle\":\"nobody-here\",\"message\":\"x\"}")
                            .statusCode())
                    .isEqualTo(422);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatFollowsAPostDelaysNoAnswer() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        BlockingQueue<Boolean> waited = new LinkedBlockingQueue<>();
        try (TestServer server = new TestServer(group -> waited.add(await(answered)), routes -> {}, DEADLINE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(post(server).statusCode()).isEqualTo(200);
            }
            answered.countDown();

            assertThat(waited.poll(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatFailsAfterAPostFailsNothingElseAndIsLogged() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        ListAppender<ILoggingEvent> log = listen();
        try (TestServer server = new TestServer(
                group -> {
                    told.add(group);
                    throw new IllegalStateException("on purpose");
                },
                routes -> {},
                DEADLINE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(post(server).statusCode()).isEqualTo(200);
                assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(server.group);
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
            try (AfterPost afterPost = new AfterPost(told::add)) {
                groups.parallelStream().forEach(afterPost::posted);
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(groups);
        }
    }

    @Test
    void postsOfOneMomentAreToldTogether() {
        UUID group = UUID.randomUUID();
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        try (AfterPost afterPost = new AfterPost(told::add)) {
            IntStream.range(0, 100_000).forEach(i -> afterPost.posted(group));
        }
        assertThat(told).isNotEmpty().hasSizeLessThan(50_000).containsOnly(group);
    }

    private static ListAppender<ILoggingEvent> listen() {
        Logger logger = (Logger) LoggerFactory.getLogger(AfterPost.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        return log;
    }

    private static HttpResponse<String> post(TestServer server) throws Exception {
        return server.post(ANDREW, "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"x\"}");
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
