package com.cruddur.messaging.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ShardsTest {
    private final ScriptedStreams streams = new ScriptedStreams();

    @Test
    void aChildIsReadAfterAllOfItsParent() {
        streams.add("child", "parent", false, "4", "5");
        streams.add("parent", "trimmed", true, "1", "2", "3");

        assertThat(readAll(shards(Map.of()))).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void readingGoesOnAfterTheLastRecordAndNotBeforeTheParentsEnd() {
        streams.add("child", "parent", false, "4", "5");
        streams.add("parent", null, true, "1", "2", "3");

        assertThat(readAll(shards(Map.of("parent", "2")))).containsExactly("3", "4", "5");
        assertThat(readAll(shards(Map.of("parent", Checkpoint.END, "child", "4"))))
                .containsExactly("5");
    }

    @Test
    void positionsOfShardsThatAreGoneAreForgotten() {
        streams.add("kept", null, false, "1");
        Shards shards = shards(Map.of("gone", Checkpoint.END));

        readAll(shards);

        assertThat(shards.positions()).containsExactly(Map.entry("kept", "1"));
    }

    @Test
    void aShardThatIsGoneBeforeItsEndWasReadIsTold() {
        ListAppender<ILoggingEvent> log = listen();
        streams.add("kept", null, false, "1");
        Shards shards = shards(Map.of("lost", "7", "read", Checkpoint.END, "kept", "1"));

        readAll(shards);
        readAll(shards);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("shard lost is gone, and was not read to its end: rebuild the inboxes");
    }

    @Test
    void anIteratorThatExpiresIsReplacedWithoutALossOrARepetition() {
        streams.add("shard", null, false, "1", "2", "3");
        streams.expireEverySecondIterator();

        assertThat(readAll(shards(Map.of()))).containsExactly("1", "2", "3");
    }

    @Test
    void aPositionThatWasTrimmedLeadsToTheOldestRecord() {
        streams.add("shard", null, false, "8", "9");

        assertThat(readAll(shards(Map.of("shard", "3")))).containsExactly("8", "9");
    }

    private static ListAppender<ILoggingEvent> listen() {
        Logger logger = (Logger) LoggerFactory.getLogger(Shards.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        return log;
    }

    private Shards shards(Map<String, String> positions) {
        return new Shards(streams, "a-table", positions);
    }

    private static List<String> readAll(Shards shards) {
        List<String> read = new ArrayList<>();
        shards.list();
        for (int round = 0; round < 20; round++) {
            for (ShardReader reader : shards.readable()) {
                reader.read().forEach(it -> read.add(it.sequenceNumber()));
            }
        }
        return read;
    }
}
