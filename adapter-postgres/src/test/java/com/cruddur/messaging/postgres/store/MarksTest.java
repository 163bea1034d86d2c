package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Marks of reading that race with posts, with each other, and with open transactions. */
@Timeout(120)
class MarksTest {
    private static final TestStore STORE = TestStore.open();
    private static final PostgresStore OTHER = new PostgresStore(STORE.pool(), Schema.DEFAULT, TestStore.TIMEOUT);

    private final Chat chat = STORE.newChat();
    private final Parallel parallel = new Parallel();

    @AfterAll
    static void close() {
        OTHER.close();
        STORE.close();
    }

    @AfterEach
    void endThreads() {
        parallel.close();
    }

    private Message post(User sender, String text) {
        return STORE.store()
                .messages()
                .append(chat.group(), TestStore.message(sender, text))
                .message();
    }

    private static GroupStatus status(Chat of, User user) {
        return STORE.store().inbox().find(of.group(), user.uuid()).orElseThrow();
    }

    private long unread(User user) {
        return status(chat, user).row().unread();
    }

    private Optional<Instant> mark(User reader, Instant upTo) {
        return STORE.store().inbox().markRead(chat.group(), reader.uuid(), upTo);
    }

    @Test
    void aPostThatCommitsWhileAMarkWaitsForItIsUnread() throws Exception {
        Message second = post(chat.one(), "second");
        CompletableFuture<Optional<Instant>> marking;
        try (Connection connection = STORE.pool().getConnection()) {
            connection.setAutoCommit(false);
            MessageStore joined = STORE.store().joined(connection);
            joined.messages().append(chat.group(), TestStore.message(chat.one(), "third"));
            marking = CompletableFuture.supplyAsync(() -> mark(chat.two(), second.createdAt()));
            awaitLock();
            connection.commit();
        }
        assertThat(marking.get()).contains(second.createdAt());
        assertThat(unread(chat.two())).isEqualTo(1);
    }

    @Test
    void anEarlierMarkThatWaitsForALaterOneMovesNothing() throws Exception {
        Message second = post(chat.one(), "second");
        Message third = post(chat.one(), "third");
        CompletableFuture<Optional<Instant>> earlier;
        try (Connection connection = STORE.pool().getConnection()) {
            connection.setAutoCommit(false);
            MessageStore joined = STORE.store().joined(connection);
            assertThat(joined.inbox().markRead(chat.group(), chat.two().uuid(), third.createdAt()))
                    .contains(third.createdAt());
            earlier = CompletableFuture.supplyAsync(() -> mark(chat.two(), second.createdAt()));
            awaitLock();
            connection.commit();
        }
        assertThat(earlier.get()).isEmpty();
        assertThat(status(chat, chat.two()).row().readUpTo()).isEqualTo(third.createdAt());
        assertThat(unread(chat.two())).isZero();
    }

    @Test
    void marksAndPostsOfTwoInstancesAtOnceCountEachMessageOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("marks and posts at once: seed " + seed);
        List<Future<Void>> running = new ArrayList<>(parallel.start(4, writer -> {
            User sender = writer % 2 == 0 ? chat.one() : chat.two();
            for (int i = 0; i < 60; i++) {
                instance(writer / 2).messages().append(chat.group(), TestStore.message(sender, "text"));
            }
            return null;
        }));
        running.addAll(parallel.start(4, marker -> {
            Random random = new Random(seed + marker);
            User reader = marker % 2 == 0 ? chat.one() : chat.two();
            Instant horizon = Instant.EPOCH;
            for (int i = 0; i < 60; i++) {
                List<Message> seen = STORE.newestFirst(chat);
                Instant upTo = seen.get(random.nextInt(seen.size())).createdAt();
                Optional<Instant> moved = instance(marker / 2).inbox().markRead(chat.group(), reader.uuid(), upTo);
                assertThat(moved.orElse(upTo)).isEqualTo(upTo);
                Instant now = status(chat, reader).row().readUpTo();
                assertThat(now).isAfterOrEqualTo(upTo).isAfterOrEqualTo(horizon);
                horizon = now;
            }
            return null;
        }));
        Parallel.all(running);
        for (User reader : List.of(chat.one(), chat.two())) {
            GroupStatus end = status(chat, reader);
            long after = STORE.newestFirst(chat).stream()
                    .filter(it -> !it.sender().uuid().equals(reader.uuid())
                            && it.createdAt().isAfter(end.row().readUpTo()))
                    .count();
            assertThat(end.row().unread()).as("seed " + seed).isEqualTo(after);
        }
    }

    @Test
    void aMarkGivesUpAtItsDeadlineAndPostsToOtherGroupsGoOnMeanwhile() throws SQLException {
        Message second = post(chat.one(), "second");
        try (PostgresStore hasty = new PostgresStore(STORE.pool(), Schema.DEFAULT, Duration.ofMillis(300));
                Connection connection = STORE.pool().getConnection()) {
            connection.setAutoCommit(false);
            STORE.store()
                    .joined(connection)
                    .inbox()
                    .markRead(chat.group(), chat.two().uuid(), second.createdAt());
            assertThatThrownBy(() ->
                            hasty.inbox().markRead(chat.group(), chat.one().uuid(), second.createdAt()))
                    .isInstanceOf(StorageException.class);
            Chat other = STORE.newChat();
            STORE.store().messages().append(other.group(), TestStore.message(other.one(), "goes on"));
            assertThat(STORE.texts(other)).containsExactly("first", "goes on");
            connection.rollback();
        }
        assertThat(status(chat, chat.two()).row().readUpTo()).isNull();
        assertThat(status(chat, chat.one()).row().readUpTo()).isNull();
    }

    @Test
    void aTimeThatNoMessageCanHaveIsEarlierOrLaterThanAll() {
        assertThat(mark(chat.two(), Instant.MIN)).isEmpty();
        assertThatThrownBy(() -> mark(chat.two(), Instant.MAX)).hasMessageContaining("newest message");
        assertThat(oldestFirst(Instant.MIN)).hasSize(1);
        assertThat(oldestFirst(Instant.parse("-100000-01-01T00:00:00Z"))).hasSize(1);
        assertThat(oldestFirst(Instant.MAX)).isEmpty();
    }

    private List<Message> oldestFirst(Instant after) {
        return STORE.store()
                .messages()
                .oldestFirst(chat.group(), chat.one().uuid(), after, 20)
                .orElseThrow()
                .items();
    }

    private static MessageStore instance(int number) {
        return number % 2 == 0 ? STORE.store() : OTHER;
    }

    private static void awaitLock() {
        Awaitility.await("the mark that waits for the group's lock")
                .until(() -> !TestPostgres.query(
                                STORE.pool(), "select pid from pg_stat_activity where wait_event_type = 'Lock'")
                        .isEmpty());
    }
}
