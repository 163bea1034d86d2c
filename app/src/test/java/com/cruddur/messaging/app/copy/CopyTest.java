package com.cruddur.messaging.app.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.app.copy.Copy.Difference;
import com.cruddur.messaging.app.copy.Copy.Outcome;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.port.UsedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final User lower = new User(new UUID(1, 1), "Lower", "lower");
    private final User higher = new User(new UUID(2, 2), "Higher", "higher");
    private final MapContents from = new MapContents();
    private final MapContents to = new MapContents();
    private final List<Difference> differences = new ArrayList<>();

    @Test
    void everythingIsCopiedAndCounted() {
        UUID one = add(from, 3);
        add(from, 5);
        from.keys.add(key(one, BEGIN));
        UsedKey old = key(one, BEGIN.minusSeconds(1));
        from.keys.add(old);

        assertThat(copy(to)).isEqualTo(new Outcome(2, 8, 1, 0));

        assertThat(to.groups).isEqualTo(from.groups);
        assertThat(to.messages).isEqualTo(from.messages);
        assertThat(to.keys).doesNotContain(old).hasSize(1);
        assertThat(copy(to)).isEqualTo(new Outcome(2, 8, 1, 0));
        assertThat(differences).isEmpty();
    }

    @Test
    void aGroupThatGrewSinceAnEarlierRunIsCompleted() {
        UUID group = add(from, 3);
        copy(to);
        post(from, group);
        assertThat(copy(to)).isEqualTo(new Outcome(1, 4, 0, 0));
        assertThat(to.messages).isEqualTo(from.messages);
    }

    @Test
    void aGroupThatChangesWhileItIsCopiedIsReported() {
        UUID group = add(from, 3);
        UUID other = add(from, 1);
        MapContents slow = new MapContents() {
            @Override
            public void add(StoredGroup added, Stream<Message> all) {
                super.add(added, all);
                if (added.uuid().equals(group)) {
                    post(from, group);
                }
            }
        };
        assertThat(copy(slow)).isEqualTo(new Outcome(1, 1, 0, 1));
        assertThat(differences).singleElement().satisfies(it -> {
            assertThat(it.group()).isEqualTo(group).isNotEqualTo(other);
            assertThat(it.reason()).contains("changed meanwhile", "stop all services");
        });
    }

    @Test
    void aGroupThatIsOpenedWhileOthersAreCopiedIsReported() {
        add(from, 3);
        List<UUID> opened = new ArrayList<>();
        MapContents slow = new MapContents() {
            @Override
            public void add(StoredGroup added, Stream<Message> all) {
                super.add(added, all);
                opened.add(CopyTest.this.add(from, 1));
            }
        };
        assertThat(copy(slow).different()).isEqualTo(1);
        assertThat(differences).extracting(Difference::group).isEqualTo(opened);
    }

    @Test
    void aTextThatTheTargetHasOtherwiseIsFound() {
        UUID group = add(from, 3);
        copy(to);
        Message first = to.messages.get(group).get(0);
        to.messages
                .get(group)
                .set(0, new Message(first.uuid(), group, first.sender(), first.text() + " ", first.createdAt()));
        assertThat(copy(to).different()).isEqualTo(1);
    }

    @Test
    void aHorizonThatMovedSinceAnEarlierRunIsCopied() {
        UUID group = add(from, 3);
        copy(to);
        from.groups.put(group, stored(group, 3, new ReadState(1, 1, BEGIN)));
        assertThat(copy(to)).isEqualTo(new Outcome(1, 3, 0, 0));
        assertThat(to.groups).isEqualTo(from.groups);
    }

    @Test
    void unreadMessagesThatTheTargetCountsOtherwiseAreFound() {
        UUID group = add(from, 3);
        MapContents stubborn = new MapContents() {
            @Override
            public void add(StoredGroup added, Stream<Message> all) {
                super.add(stored(group, 3, new ReadState(1, 2, BEGIN)), all);
            }
        };
        assertThat(copy(stubborn).different()).isEqualTo(1);
    }

    @Test
    void aTargetThatHasGoneOnIsLeftAsItIs() {
        UUID group = add(from, 3);
        copy(to);
        post(to, group);
        assertThat(copy(to)).isEqualTo(new Outcome(0, 0, 0, 1));
        assertThat(differences).containsExactly(new Difference(group, "the target has newer messages"));
        assertThat(to.messages.get(group)).hasSize(4);
    }

    @Test
    void aGroupThatTheTargetRefusesIsReportedOnceAndTheOthersAreCopied() {
        UUID bad = add(from, 2);
        from.keys.add(key(bad, BEGIN));
        UUID good = add(from, 2);
        MapContents strict = new MapContents() {
            @Override
            public void add(StoredGroup group, Stream<Message> all) {
                if (group.uuid().equals(bad)) {
                    throw new IllegalArgumentException("cannot be held");
                }
                super.add(group, all);
            }
        };
        assertThat(copy(strict)).isEqualTo(new Outcome(1, 2, 0, 1));
        assertThat(differences).containsExactly(new Difference(bad, "cannot be held"));
        assertThat(strict.groups).containsOnlyKeys(good);
    }

    private Outcome copy(MapContents target) {
        return new Copy(from, target, differences::add, seen -> {}).run(BEGIN);
    }

    private UUID add(MapContents contents, int count) {
        UUID group = UUID.randomUUID();
        List<Message> messages =
                IntStream.range(0, count).mapToObj(i -> message(group, i)).toList();
        contents.add(stored(group, count), messages.stream());
        return group;
    }

    private void post(MapContents contents, UUID group) {
        int count = contents.messages.get(group).size();
        contents.messages.get(group).add(message(group, count));
        contents.groups.put(group, stored(group, count + 1));
    }

    private StoredGroup stored(UUID group, int count) {
        return stored(group, count, new ReadState(count / 2, 0, null));
    }

    private StoredGroup stored(UUID group, int count, ReadState ofHigher) {
        List<ReadState> reading = List.of(new ReadState(count - count / 2, 0, null), ofHigher);
        return new StoredGroup(group, List.of(lower, higher), BEGIN.plusSeconds(count - 1), false, reading);
    }

    private Message message(UUID group, int number) {
        return new Message(
                UUID.randomUUID(),
                group,
                number % 2 == 0 ? lower : higher,
                "text " + number,
                BEGIN.plusSeconds(number));
    }

    private UsedKey key(UUID group, Instant usedAt) {
        IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());
        return new UsedKey(lower.uuid(), new Idempotency(key, "print"), usedAt, group, BEGIN);
    }
}
