package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final int RACERS = 16;
    private static final int ROUNDS = 10;

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRetryIsAnsweredAsTheFirstAttemptWasToTheByte() throws Exception {
        String body = "{\"handle\":\"londo\",\"message\":\"once\"}";
        HttpResponse<String> first = server.post(ANDREW, body, "Idempotency-Key", "k-1");
        HttpResponse<String> again = server.post(ANDREW, body, "Idempotency-Key", "k-1");
        HttpResponse<String> somebodyElse = server.post(BAYKO, body, "Idempotency-Key", "k-1");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(somebodyElse.statusCode()).isEqualTo(200);
        assertThat(somebodyElse.body()).isNotEqualTo(first.body());
    }

    @Test
    void racingRetriesOfOneKeyStoreOneMessageAndGetOneAnswer() throws Exception {
        int before = server.contents().size();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "race-" + round;
            String body = "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"" + key + "\"}";

            Set<String> answers = race(() -> server.post(ANDREW, body, "Idempotency-Key", key));

            assertThat(answers).hasSize(1);
        }
        assertThat(server.contents()).hasSize(before + 2 * ROUNDS);
    }

    @Test
    void racingRetriesOfAFirstPostOpenOneGroup() throws Exception {
        String body = "{\"handle\":\"londo\",\"message\":\"Greetings\"}";

        assertThat(race(() -> server.post(ANDREW, body, "Idempotency-Key", "first")))
                .hasSize(1);
        assertThat(server.get("/api/message_groups", LONDO).body().split("\"uuid\""))
                .hasSize(2);
    }

    /** The different answers, all of them 200. */
    private static Set<String> race(Callable<HttpResponse<String>> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            List<Future<HttpResponse<String>>> racing = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                racing.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return request.call();
                }));
            }
            Set<String> answers = new HashSet<>();
            for (Future<HttpResponse<String>> one : racing) {
                HttpResponse<String> answer = one.get(30, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
                answers.add(answer.body());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
