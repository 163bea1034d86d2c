package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.contract.StoreContentsContract;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.postgres.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresContentsTest implements StoreContentsContract {
    private static final TestStore STORE = TestStore.open();
    private static final StoreContents CONTENTS = new PostgresContents(STORE.pool(), Schema.DEFAULT);

    private final User lower = new User(new UUID(1, System.nanoTime()), "Lower", "lower");
    private final User higher = new User(new UUID(2, System.nanoTime()), "Higher", "higher");
    private final UUID group = UUID.randomUUID();

    @Override
    public MessageStore store() {
        return STORE.store();
    }

    @Override
    public StoreContents contents() {
        return CONTENTS;
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void moreMessagesThanAPageAreAllMovedAndCounted() {
        List<Message> messages = IntStream.range(0, 1_234)
                .mapToObj(i -> message(i, i % 4 == 0 ? lower : higher, "text " + i))
                .toList();
        add(messages.stream());
        assertThat(CONTENTS.messages(group)).isEqualTo(messages);
        assertThat(TestPostgres.query(
                        STORE.pool(),
                        "select lower_sent || ' ' || higher_sent from messaging.message_groups where uuid = '" + group
                                + "'"))
                .containsExactly("309 925");
    }

    @Test
    void aTextWithNulIsRefusedAndNothingIsStored() {
        assertThatThrownBy(() -> add(Stream.of(message(0, lower, "fine"), message(1234, higher, "\0"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThat(CONTENTS.find(group)).isEmpty();
        assertThat(CONTENTS.messages(group)).isEmpty();
    }

    private void add(Stream<Message> messages) {
        List<ReadState> reading = List.of(new ReadState(309, 0, null), new ReadState(925, 0, null));
        CONTENTS.add(new StoredGroup(group, List.of(lower, higher), at(1_233), false, reading), messages);
    }

    private Message message(int number, User sender, String text) {
        return new Message(UUID.randomUUID(), group, sender, text, at(number));
    }

    private static Instant at(int number) {
        return Instant.parse("2023-01-01T00:00:00Z").plusSeconds(number);
    }
}
