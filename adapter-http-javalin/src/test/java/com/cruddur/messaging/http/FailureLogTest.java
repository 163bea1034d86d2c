package com.cruddur.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    private static final String ROUTE = "POST /api/messages";

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final List<Runnable> endOfPeriod = new ArrayList<>();
    private final FailureLog log = new FailureLog(endOfPeriod::add);

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void theFirstHasItsStackTheSecondIsALineAndTheOthersAreCounted() {
        fail(2_189);
        assertThat(lines())
                .containsExactly(
                        "a store failed at POST /api/messages + stack",
                        "a store failed at POST /api/messages again; further failures of this kind are counted: "
                                + LINE);
        endPeriod();
        assertThat(lines()).containsExactly("a store failed 2187 more times: " + LINE);
        fail(1);
        endPeriod();
        assertThat(lines()).containsExactly("a store failed 1 more times: " + LINE);
    }

    @Test
    void afterAQuietPeriodAKindBeginsAnew() {
        fail(2);
        endPeriod();
        endPeriod();
        assertThat(endOfPeriod).isEmpty();
        lines();
        fail(1);
        assertThat(lines()).containsExactly("a store failed at POST /api/messages + stack");
    }

    @Test
    void anotherKindHasAStackOfItsOwn() {
        fail(1);
        log.add("GET /api/message_groups", new StorageException("the users are out of reach", null));
        assertThat(lines())
                .containsExactly(
                        "a store failed at POST /api/messages + stack",
                        "a store failed at GET /api/message_groups + stack");
    }

    @Test
    void aLineIsOneAndBounded() {
        for (int i = 0; i < 2; i++) {
            log.add(ROUTE, new StorageException("a\nb\u001b[31mc\r\n" + "x".repeat(10_000), null));
        }
        assertThat(lines().get(1)).hasSizeLessThan(500).contains("a b [31mc x").doesNotContain("\n");
    }

    @Test
    void whatWasCountedIsToldAtTheEnd() {
        fail(3);
        lines();
        log.close();
        assertThat(lines()).containsExactly("a store failed 1 more times: " + LINE);
        endPeriod();
        assertThat(lines()).isEmpty();
    }

    private static final String LINE = StorageException.class.getName() + ": the table is out of reach; caused by "
            + IllegalStateException.class.getName() + ": refused";

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            log.add(ROUTE, new StorageException("the table is out of reach", new IllegalStateException("refused")));
        }
    }

    private void endPeriod() {
        List<Runnable> due = List.copyOf(endOfPeriod);
        endOfPeriod.clear();
        due.forEach(Runnable::run);
    }

    /** The lines that were logged since the last call. */
    private List<String> lines() {
        List<String> lines = appender.list.stream()
                .map(it -> it.getFormattedMessage() + (it.getThrowableProxy() == null ? "" : " + stack"))
                .toList();
        appender.list.clear();
        return lines;
    }
}
