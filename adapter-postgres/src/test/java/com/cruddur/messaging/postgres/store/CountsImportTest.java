package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.postgres.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The counts of groups that come from another store, which may have begun to count in the middle of a history. */
class CountsImportTest {
    private static final TestStore STORE = TestStore.open();
    private static final StoreContents CONTENTS = new PostgresContents(STORE.pool(), Schema.DEFAULT);

    private final User lower = new User(new UUID(1, System.nanoTime()), "Lower", "lower");
    private final User higher = new User(new UUID(2, System.nanoTime()), "Higher", "higher");
    private final UUID group = UUID.randomUUID();
    /** Every third message is from the lower member. */
    private final List<Message> messages = IntStream.range(0, 1_203)
            .mapToObj(i -> new Message(UUID.randomUUID(), group, i % 3 == 0 ? lower : higher, "text " + i, at(i)))
            .toList();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static Instant at(int number) {
        return Instant.parse("2023-01-01T00:00:00Z").plusSeconds(number);
    }

    private StoredGroup stored(int count, ReadState ofLower, ReadState ofHigher) {
        return new StoredGroup(group, List.of(lower, higher), at(count - 1), false, List.of(ofLower, ofHigher));
    }

    private void add(int count, ReadState ofLower, ReadState ofHigher) {
        CONTENTS.add(stored(count, ofLower, ofHigher), messages.stream().limit(count));
    }

    private long unread(User user) {
        return STORE.store()
                .inbox()
                .find(group, user.uuid())
                .orElseThrow()
                .row()
                .unread();
    }

    private void markAndExpect(User reader, int number, long unread) {
        Inbox inbox = STORE.store().inbox();
        assertThat(inbox.markRead(group, reader.uuid(), at(number))).contains(at(number));
        assertThat(unread(reader)).as("after a mark at message " + number).isEqualTo(unread);
    }

    private List<String> counts(String condition) {
        return TestPostgres.query(
                STORE.pool(),
                "select lower_sent || ' ' || higher_sent from messaging.messages where group_uuid = '" + group
                        + "' and " + condition + " order by created_at");
    }

    @Test
    void theStateOfTheOtherStoreIsKeptAndMarksAtAnyMessageGiveTheRightUnread() {
        ReadState ofLower = new ReadState(100, 0, null);
        ReadState ofHigher = new ReadState(50, 90, at(1_170));
        add(1_203, ofLower, ofHigher);
        assertThat(CONTENTS.find(group)).contains(stored(1_203, ofLower, ofHigher));
        assertThat(unread(lower)).isEqualTo(50);
        assertThat(unread(higher)).isEqualTo(10);
        markAndExpect(lower, 3, 800);
        markAndExpect(lower, 1_199, 2);
        markAndExpect(lower, 1_202, 0);
        markAndExpect(higher, 1_199, 1);
    }

    @Test
    void aHistoryThatIsCountedFromItsBeginningGetsTheSameCountsAsIfItHadBeenPosted() {
        add(1_203, new ReadState(401, 2, at(3)), new ReadState(802, 401, at(1_202)));
        assertThat(counts("true")).startsWith("1 0", "1 1", "1 2", "2 2").endsWith("401 800", "401 801", "401 802");
        assertThat(unread(lower)).isEqualTo(800);
        markAndExpect(lower, 601, 802 - 401);
    }

    @Test
    void aGroupThatIsAddedAgainGetsTheNewerStateAndCountsThatFit() {
        add(900, new ReadState(300, 0, null), new ReadState(5, 300, at(897)));
        ReadState ofLower = new ReadState(401, 4, at(898));
        ReadState ofHigher = new ReadState(207, 400, at(1_199));
        add(1_203, ofLower, ofHigher);
        assertThat(CONTENTS.find(group)).contains(stored(1_203, ofLower, ofHigher));
        add(900, new ReadState(300, 0, null), new ReadState(5, 300, at(897)));
        assertThat(CONTENTS.find(group)).contains(stored(1_203, ofLower, ofHigher));
        assertThat(counts("created_at = '" + at(898) + "'")).containsExactly("300 4");
        markAndExpect(lower, 1_199, 2);
        markAndExpect(higher, 1_200, 0);
    }

    @Test
    void theFurtherHorizonStaysWhicheverSideHasTheNewerMessages() {
        add(900, new ReadState(100, 0, null), new ReadState(600, 100, at(897)));
        add(1_203, new ReadState(201, 602, at(902)), new ReadState(802, 0, null));
        assertThat(CONTENTS.find(group))
                .contains(stored(1_203, new ReadState(201, 602, at(902)), new ReadState(802, 100, at(897))));
        add(900, new ReadState(100, 0, null), new ReadState(600, 101, at(899)));
        add(900, new ReadState(100, 0, null), new ReadState(600, 101, at(1_200)));
        assertThat(CONTENTS.find(group))
                .contains(stored(1_203, new ReadState(201, 602, at(902)), new ReadState(802, 201, at(1_200))));
    }

    @Test
    void postsGoOnFromTheImportedCounts() {
        add(30, new ReadState(0, 0, null), new ReadState(0, 0, null));
        assertThat(unread(lower)).isZero();
        STORE.store().messages().append(group, TestStore.message(higher, "new"));
        assertThat(unread(lower)).isEqualTo(1);
        markAndExpect(lower, 20, 7);
    }
}
