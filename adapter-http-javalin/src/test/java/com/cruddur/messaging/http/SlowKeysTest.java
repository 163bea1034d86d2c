package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More requests than the server has threads, all of which wait for the issuer's keys. */
@Timeout(60)
class SlowKeysTest {
    private static final int REQUESTS = 250;

    private final CompletableFuture<String> keys = new CompletableFuture<>();
    private final Semaphore waiting = new Semaphore(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = start();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpServer start() {
        InMemoryUsers users = new InMemoryUsers();
        users.put(new User(UUID.randomUUID(), "Andrew Brown", "andrewbrown"), "sub-andrew");
        Messaging messaging = Messaging.builder(users, new InMemoryStore()).build();
        TokenVerifier tokens = new TokenVerifier() {
            @Override
            public String subjectOf(String token) {
                return verify(token).join().subject();
            }

            @Override
            public CompletableFuture<VerifiedToken> verify(String token) {
                waiting.release();
                return keys.thenApply(it -> new VerifiedToken(it, null));
            }
        };
        return HttpServer.start(messaging, tokens, HttpSettings.on("127.0.0.1", 0));
    }

    @Test
    void requestsWaitWithoutAThreadAndAreAllAnsweredOnceTheKeysAreThere() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = ask("/api/message_groups");

        assertThat(client.send(request("/api/health-check"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        keys.complete("sub-andrew");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().body()).isEqualTo("[]");
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStreamThatWaitedOpens() throws Exception {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request("/api/events"), BodyHandlers.ofInputStream());
        waiting.acquire();
        keys.complete("sub-andrew");
        try (InputStream events = answer.get().body()) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(new String(events.readNBytes(12), US_ASCII)).isEqualTo("event: ready");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/message_groups", "/api/events"})
    void requestsThatWaitedAreToldThatTheKeysCannotBeHad(String path) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = ask(path);
        keys.completeExceptionally(new StorageException("the key set cannot be had", null));
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            Answer.assertProblem(answer.get(), 503, "unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/messages/6ba7b810-9dad-11d1-80b4-00c04fd430c8", "/api/events"})
    void aTokenThatIsRefusedLateIsAnsweredAsAnyOther(String path) throws Exception {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request(path), BodyHandlers.ofString());
        waiting.acquire();
        keys.completeExceptionally(new MessagingException(Reason.TOKEN_INVALID));
        Answer.assertProblem(answer.get(), 401, "token_invalid");
        assertThat(answer.get().headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    /** Returns once all of them wait. */
    private List<CompletableFuture<HttpResponse<String>>> ask(String path) throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(client.sendAsync(request(path), BodyHandlers.ofString()));
        }
        assertThat(waiting.tryAcquire(REQUESTS, 20, TimeUnit.SECONDS))
                .as("all wait for the keys")
                .isTrue();
        return answers;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer good")
                .build();
    }
}
