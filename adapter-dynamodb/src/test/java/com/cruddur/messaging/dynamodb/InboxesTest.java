package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Inboxes catch up with the newest message, also when others post or move the rows between the read of the rows and their move. */
class InboxesTest {
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
    void groupsAreRefreshedHoweverOftenTheyAreNamed() {
        Talk left = talkThatIsBehind();
        Talk right = talkThatIsBehind();
        UUID unknown = UUID.randomUUID();
        List<UUID> changed = List.of(left.group.uuid(), unknown, left.group.uuid(), right.group.uuid(), unknown);
        Inboxes inboxes = new Inboxes(left.groups.inboxRows());
        assertThat(inboxes.refreshAll(changed)).isEmpty();
        assertShows(left, "newest");
        assertShows(right, "newest");
        assertThat(inboxes.refresh(left.group.uuid())).isFalse();
        assertThat(inboxes.refreshAll(List.of())).isEmpty();
    }

    @Test
    void aGroupThatFailsDoesNotKeepTheOthersFromTheirRefresh() {
        Talk before = talkThatIsBehind();
        Talk failing = talkThatIsBehind();
        Talk after = talkThatIsBehind();
        StorageException failure = new StorageException("the store failed", null);
        List<UUID> tried = new ArrayList<>();
        Inboxes inboxes = inboxes(before, group -> {
            tried.add(group);
            if (group.equals(failing.group.uuid())) {
                throw failure;
            }
        });
        List<UUID> once = List.of(before.group.uuid(), failing.group.uuid(), after.group.uuid());
        List<UUID> changed = Stream.concat(once.stream(), once.stream()).toList();
        assertThat(inboxes.refreshAll(changed)).isEqualTo(Map.of(failing.group.uuid(), failure));
        assertThat(tried).describedAs("each is tried once").isEqualTo(once);
        assertShows(before, "newest");
        assertShows(failing, "first");
        assertShows(after, "newest");
        assertThat(new Inboxes(before.groups.inboxRows()).refreshAll(changed)).isEmpty();
        assertShows(failing, "newest");
    }

    @Test
    void theGroupsThatWereMovedAreTold() {
        Talk behind = talkThatIsBehind();
        Talk right = talkThatIsBehind();
        right.refresh();
        Talk failing = talkThatIsBehind();
        Inboxes inboxes = inboxes(behind, group -> {
            if (group.equals(failing.group.uuid())) {
                throw new StorageException("the store failed", null);
            }
        });
        List<UUID> moved = new ArrayList<>();
        inboxes.refreshAll(
                List.of(failing.group.uuid(), right.group.uuid(), UUID.randomUUID(), behind.group.uuid()), moved::add);
        assertThat(moved).containsExactly(behind.group.uuid());
    }

    @Test
    void aMessageThatComesBetweenReadingAndMovingIsShownByTheNextRefresh() {
        Talk talk = talkThatIsBehind();
        assertThat(inboxes(talk, group -> talk.post("between")).refresh(talk.group.uuid()))
                .isTrue();
        talk.refresh();
        assertShows(talk, "between");
    }

    @Test
    void aRefreshThatAnotherOneOvertookLooksAgain() {
        Talk talk = talkThatIsBehind();
        AtomicInteger moves = new AtomicInteger();
        Inboxes inboxes = inboxes(talk, group -> {
            if (moves.getAndIncrement() < 2) {
                talk.refresh();
                talk.post("between");
            }
        });
        assertThat(inboxes.refresh(talk.group.uuid())).isTrue();
        assertThat(moves).hasValue(3);
        assertShows(talk, "between");
    }

    @Test
    void aRefreshThatAnotherOneMadeHasNothingLeftToMove() {
        Talk talk = talkThatIsBehind();
        assertThat(inboxes(talk, group -> talk.refresh()).refresh(talk.group.uuid()))
                .isFalse();
        assertShows(talk, "newest");
    }

    private static Inboxes inboxes(Talk talk, Consumer<UUID> happening) {
        return new Inboxes(new BeforeWrite(talk.groups.inboxRows(), happening));
    }

    private static Talk talkThatIsBehind() {
        Talk talk = new Talk(client, table);
        talk.post("newest");
        return talk;
    }

    private static void assertShows(Talk talk, String preview) {
        assertThat(talk.entryOf(talk.one).preview()).isEqualTo(preview);
        assertThat(talk.entryOf(talk.two).preview()).isEqualTo(preview);
    }
}
