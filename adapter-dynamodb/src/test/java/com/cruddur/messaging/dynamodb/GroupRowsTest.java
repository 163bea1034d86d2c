package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.StoredTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The rows of a group move in one write, which is refused when they no longer stand where they were seen. */
class GroupRowsTest {
    private static DynamoDbClient client;
    private static String table;

    @BeforeAll
    static void createTable() {
        client = LocalDynamoDb.client();
        table = LocalDynamoDb.newTable(false);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void theRowsOfANewGroupStandAtItsFirstMessage() {
        Talk talk = new Talk(client, table);
        InboxRows rows = talk.rows();
        assertThat(rows.areBehind()).isFalse();
        assertThat(rows.standAt().instant()).isEqualTo(talk.begun);
        assertThat(rows.newestAt().instant()).isEqualTo(talk.begun);
        assertThat(rows.preview()).isEqualTo("first");
        assertThat(List.of(rows.lower().member(), rows.higher().member()))
                .containsExactlyInAnyOrder(talk.one, talk.two);
        assertThat(rows.lower().member().uuid()).isEqualTo(talk.group.members().get(0));
    }

    @Test
    void aMessageLeavesTheRowsWhereTheyStand() {
        Talk talk = new Talk(client, table);
        List<InboxEntry> before = List.of(talk.entryOf(talk.one), talk.entryOf(talk.two));
        Message second = talk.post("second");
        InboxRows rows = talk.rows();
        assertThat(rows.areBehind()).isTrue();
        assertThat(rows.standAt().instant()).isEqualTo(talk.begun);
        assertThat(rows.newestAt().instant()).isEqualTo(second.createdAt());
        assertThat(rows.preview()).isEqualTo("second");
        assertThat(List.of(talk.entryOf(talk.one), talk.entryOf(talk.two))).isEqualTo(before);
    }

    @Test
    void aMoveBringsBothRowsToTheNewestMessage() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        Message third = talk.post("third");
        assertThat(talk.groups.inboxRows().move(talk.rows())).isTrue();
        assertThat(talk.rows().areBehind()).isFalse();
        assertThat(talk.entryOf(talk.one))
                .isEqualTo(new InboxEntry(
                        talk.group.uuid(), talk.two, "third", third.createdAt(), talk.two.uuid(), 2, null));
        assertThat(talk.entryOf(talk.two))
                .isEqualTo(new InboxEntry(
                        talk.group.uuid(), talk.one, "third", third.createdAt(), talk.two.uuid(), 1, null));
    }

    @Test
    void aMoveOfRowsThatHaveMovedSinceIsRefused() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        InboxRows stale = talk.rows();
        talk.post("third");
        assertThat(talk.groups.inboxRows().move(talk.rows())).isTrue();
        assertThat(talk.groups.inboxRows().move(stale)).isFalse();
        assertShows(talk, talk.one, "third");
    }

    @Test
    void aMoveIsMadeOnceHoweverOftenItIsAskedFor() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        InboxRows rows = talk.rows();
        assertThat(talk.groups.inboxRows().move(rows)).isTrue();
        InboxRows moved = talk.rows();
        assertThat(talk.groups.inboxRows().move(rows)).isFalse();
        assertThat(talk.refresh()).isFalse();
        assertThat(talk.rows()).isEqualTo(moved);
    }

    @Test
    void ofMoversThatRaceOneMoves() throws Exception {
        Talk talk = new Talk(client, table);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 1; round <= 5; round++) {
                talk.post("round " + round);
                InboxRows rows = talk.rows();
                List<Future<Boolean>> movers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    movers.add(threads.submit(() -> talk.groups.inboxRows().move(rows)));
                }
                int moves = 0;
                for (Future<Boolean> mover : movers) {
                    moves += mover.get() ? 1 : 0;
                }
                assertThat(moves).isOne();
                assertShows(talk, talk.one, "round " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMoveThatReadTheOldNamesDoesNotBringThemBack() {
        Talk talk = new Talk(client, table);
        talk.post("second");
        InboxRows stale = talk.rows();
        assertThat(talk.groups.inboxRows().rename(talk.group.uuid(), talk.renamed()))
                .isTrue();
        assertThat(talk.groups.inboxRows().move(stale)).isFalse();
        talk.refresh();
        assertShows(talk, talk.renamed(), "second");
    }

    /** The rows stood right when they were renamed. A mover who read them after a message that the renamer did not see is late all the same. */
    @Test
    void aMoveThatReadTheOldNamesAfterALaterMessageDoesNotBringThemBack() {
        Talk talk = new Talk(client, table);
        InboxRows before = talk.rows();
        InboxRows stale = new InboxRows(
                before.group(),
                before.lower(),
                before.higher(),
                before.standAt(),
                time(talk.begun.plusNanos(1_000)),
                "second",
                talk.two.uuid());
        talk.groups.inboxRows().rename(talk.group.uuid(), talk.renamed());
        talk.post("second");
        assertThat(talk.groups.inboxRows().move(stale)).isFalse();
        talk.refresh();
        assertShows(talk, talk.renamed(), "second");
    }

    /** Between two renames nothing else tells one reading of the rows from the next. */
    @Test
    void aMoveThatReadTheNamesBetweenTwoRenamesDoesNotBringThemBack() {
        Talk talk = new Talk(client, table);
        StoredTime later = time(talk.begun.plusNanos(100_000));
        List<InboxRows> stale = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            InboxRows read = talk.rows();
            stale.add(new InboxRows(
                    read.group(), read.lower(), read.higher(), read.standAt(), later, "second", talk.two.uuid()));
            User renamed = new User(talk.one.uuid(), "Name " + i, talk.one.handle());
            assertThat(talk.groups.inboxRows().rename(talk.group.uuid(), renamed))
                    .isTrue();
        }
        assertThat(stale).noneMatch(talk.groups.inboxRows()::move);
        assertThat(talk.entryOf(talk.two).other().displayName()).isEqualTo("Name 19");
    }

    private static StoredTime time(Instant instant) {
        return new StoredTime(TimeText.of(instant), instant);
    }

    private static void assertShows(Talk talk, User one, String preview) {
        assertThat(talk.entryOf(talk.two).other()).isEqualTo(one);
        assertThat(talk.entryOf(talk.two).preview()).isEqualTo(preview);
        assertThat(talk.entryOf(talk.one).preview()).isEqualTo(preview);
    }
}
