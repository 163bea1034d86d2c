package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.TestServer.ANDREW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.StorageException;
import com.fasterxml.jackson.core.JsonFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** A failure behind a route, ours or an added one, is answered as a problem. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
    private static final String SECRET = "what-nobody-may-read";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private ListAppender<ILoggingEvent> log;
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer(FailuresTest::addRoutes, Duration.ofSeconds(10));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        root.detachAppender("console");
        log = new ListAppender<>();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(Level.ERROR);
    }

    private static void addRoutes(RoutesConfig routes) {
        routes.post("/storage", ctx -> {
            throw new StorageException("the store is out of reach", new IllegalStateException("refused"));
        });
        routes.post("/unexpected/{what}", ctx -> {
            throw new IllegalStateException("a defect");
        });
        routes.post("/error", ctx -> {
            throw new StackOverflowError("a defect");
        });
        routes.post("/half", FailuresTest::failAfterWriting);
        routes.get("/refused", ctx -> {
            throw new MessagingException(Reason.USER_NOT_FOUND);
        });
        routes.get("/javalin", ctx -> {
            throw new BadRequestResponse(SECRET);
        });
        routes.get("/jackson", ctx -> new JsonFactory().createParser(SECRET).nextValue());
        routes.get("/send-error", ctx -> ctx.res().sendError(404, SECRET));
    }

    private static void failAfterWriting(Context ctx) throws Exception {
        ctx.res().getOutputStream().print("half an answer");
        throw new IllegalStateException("a defect");
    }

    @Test
    void aStoreThatFailsIs503WithTheTimeToTryAgain() throws Exception {
        HttpResponse<String> answer = post("/storage");

        Answer.assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(logged()).contains("POST /storage", "the store is out of reach", "refused");
    }

    @Test
    void aDefectIs500AndIsLoggedWithItsStackButWithoutTheRequest() throws Exception {
        Answer.assertProblem(post("/unexpected/" + SECRET), 500, "internal_error");

        assertThat(logged())
                .contains("POST /unexpected/{what}", "a defect", "FailuresTest")
                .doesNotContain(SECRET)
                .doesNotContain(ANDREW);
    }

    @Test
    void anErrorOfThePlatformIs500() throws Exception {
        Answer.assertProblem(post("/error"), 500, "internal_error");
        assertThat(logged()).contains("StackOverflowError");
    }

    @Test
    void whatWasWrittenBeforeADefectIsNotSent() throws Exception {
        Answer.assertProblem(post("/half"), 500, "internal_error");
    }

    @Test
    void whatAnAddedRouteRefusesIsAProblemToo() throws Exception {
        Answer.assertProblem(server.get("/refused", ANDREW), 404, "user_not_found");
        Answer.assertProblem(server.get("/javalin", ANDREW), 400, "request_malformed");
        Answer.assertProblem(server.get("/jackson", ANDREW), 400, "body_malformed");
        Answer.assertProblem(server.get("/send-error", ANDREW), 404, "not_found");
        assertThat(logged()).doesNotContain(SECRET);
    }

    @Test
    void neitherTextsNorTokensAreLogged() throws Exception {
        root.setLevel(Level.INFO);
        assertThat(server.post(ANDREW, inGroup(SECRET)).statusCode()).isEqualTo(200);
        assertThat(server.post(ANDREW, inGroup(SECRET) + "x").statusCode()).isEqualTo(400);
        assertThat(server.post(SECRET, inGroup(SECRET)).statusCode()).isEqualTo(401);
        assertThat(server.get("/api/users/@" + SECRET + "/short", SECRET).statusCode())
                .isEqualTo(404);

        assertThat(logged()).doesNotContain(SECRET).doesNotContain(ANDREW);
    }

    private HttpResponse<String> post(String path) throws Exception {
        return server.send(server.request(path, ANDREW)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(SECRET))
                .build());
    }

    private String inGroup(String message) {
        return "{\"message_group_uuid\":\"" + server.group + "\",\"message\":\"" + message + "\"}";
    }

    private String logged() {
        return List.copyOf(log.list).stream()
                .map(it -> it.getFormattedMessage()
                        + (it.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(it.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }
}
