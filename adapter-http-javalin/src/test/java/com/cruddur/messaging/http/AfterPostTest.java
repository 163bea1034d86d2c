package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static org.assertj.core.api.Assertions.assertThat;

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
    void whatFailsAfterAPostFailsNothingElse() throws Exception {
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
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
    }

    @Test
    void everyGroupIsToldAfterItsLastPostHoweverManyThereAre() {
        List<UUID> groups = Stream.generate(UUID::randomUUID).limit(5_000).toList();
        BlockingQueue<UUID> told = new LinkedBlockingQueue<>();
        try (AfterPost afterPost = new AfterPost(told::add)) {
            groups.forEach(afterPost::posted);
        }
        assertThat(told).containsAll(groups);
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
