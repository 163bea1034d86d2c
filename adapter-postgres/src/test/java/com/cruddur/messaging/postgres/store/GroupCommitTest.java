package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GroupCommitTest {
    private final List<String> commits = new CopyOnWriteArrayList<>();
    private final Semaphore mayCommit = new Semaphore(Integer.MAX_VALUE);
    private final AtomicInteger committing = new AtomicInteger();
    private final TestStore test = TestStore.open((sql, connection, statement) -> {
        if (sql.contains("commit")) {
            committing.incrementAndGet();
            mayCommit.acquire();
            commits.add(sql);
        }
        return statement.call();
    });
    private final Parallel parallel = new Parallel();

    @AfterEach
    void close() {
        parallel.close();
        test.close();
    }

    @Test
    void postsThatArriveDuringACommitShareTheNextOne() throws Exception {
        List<Chat> chats = newChats(41);
        List<Future<Posted>> first = holdACommit(chats.get(0));
        List<Future<Posted>> others = postToEach(chats.subList(1, 41), "other");
        awaitThatAllWait(40);
        commits.clear();
        mayCommit.release(Integer.MAX_VALUE);
        Parallel.all(first);
        Parallel.all(others);
        assertThat(commits).hasSize(2);
        chats.forEach(it -> assertThat(test.texts(it)).hasSize(2));
    }

    @Test
    void noMoreThan128PostsShareACommitAndOnlyOneOfAGroup() throws Exception {
        List<Chat> chats = newChats(130);
        List<Future<Posted>> first = holdACommit(chats.get(0));
        List<Future<Posted>> others = postToEach(chats.subList(1, 130), "other");
        awaitThatAllWait(129);
        List<Future<Posted>> sameGroup = parallel.start(2, i -> post(chats.get(129), "another " + i));
        awaitThatAllWait(131);
        commits.clear();
        mayCommit.release(Integer.MAX_VALUE);
        for (List<Future<Posted>> posts : List.of(first, others, sameGroup)) {
            Parallel.all(posts);
        }
        assertThat(commits).hasSizeBetween(4, 5);
        assertThat(test.texts(chats.get(129))).hasSize(4);
    }

    @Test
    void aPostThatFailsDoesNotFailItsNeighbours() throws Exception {
        List<Chat> chats = newChats(6);
        TestPostgres.execute(test.pool(), "alter table messaging.messages add check (text <> 'refused')");
        List<Future<Posted>> first = holdACommit(chats.get(0));
        List<Future<Posted>> good = postToEach(chats.subList(1, 5), "good");
        List<Future<Throwable>> bad = parallel.start(1, i -> catchThrowable(() -> post(chats.get(5), "refused")));
        awaitThatAllWait(5);
        mayCommit.release(Integer.MAX_VALUE);
        Parallel.all(first);
        Parallel.all(good);
        assertThat(Parallel.all(bad)).singleElement().isInstanceOf(StorageException.class);
        chats.subList(1, 5).forEach(it -> assertThat(test.texts(it)).containsExactly("first", "good"));
        assertThat(test.texts(chats.get(5))).containsExactly("first");
    }

    @Test
    void aRepeatedKeyAmongNeighboursIsAnsweredOnce() throws Exception {
        List<Chat> chats = newChats(2);
        List<Future<Posted>> first = holdACommit(chats.get(0));
        NewMessage keyed = TestStore.keyed(chats.get(1).one(), "keyed");
        List<Future<Posted>> retries = parallel.start(
                8,
                i -> test.store()
                        .messages()
                        .append(
                                chats.get(1).group(),
                                new NewMessage(
                                        UUID.randomUUID(),
                                        keyed.sender(),
                                        keyed.text(),
                                        keyed.now(),
                                        keyed.idempotency())));
        awaitThatAllWait(8);
        mayCommit.release(Integer.MAX_VALUE);
        Parallel.all(first);
        List<Posted> answers = Parallel.all(retries);
        assertThat(answers)
                .extracting(Posted::message)
                .containsOnly(answers.get(0).message());
        assertThat(answers).filteredOn(it -> !it.repeated()).hasSize(1);
        assertThat(test.texts(chats.get(1))).containsExactly("first", "keyed");
    }

    @Test
    void lockedGroupsHoldUpNoOtherGroup() throws Exception {
        List<Chat> locked = newChats(6);
        Chat free = test.newChat();
        try (Connection other = test.pool().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            for (Chat chat : locked) {
                statement.execute(
                        "select 1 from messaging.message_groups where uuid = '" + chat.group() + "' for update");
            }
            List<Future<Posted>> waiting = parallel.start(30, i -> post(locked.get(i % locked.size()), "waiting " + i));
            List<Future<Posted>> contacts = parallel.start(
                    6,
                    i -> test.store()
                            .messages()
                            .appendTo(
                                    locked.get(i).two(),
                                    UUID.randomUUID(),
                                    TestStore.message(locked.get(i).one(), "contact")));
            await().until(() -> test.store().waitingPosts() == 32);
            for (int i = 0; i < 20; i++) {
                post(free, "free " + i);
            }
            assertThat(test.texts(free)).hasSize(21);
            assertThat(waiting).noneMatch(Future::isDone);
            other.rollback();
            Parallel.all(waiting);
            Parallel.all(contacts);
        }
        locked.forEach(it -> assertThat(test.texts(it)).hasSize(7));
    }

    @Test
    void aPostToALockedGroupFailsAtItsDeadlineAndIsNotStored() throws Exception {
        Chat chat = test.newChat();
        try (PostgresStore impatient = new PostgresStore(test.pool(), Schema.DEFAULT, Duration.ofMillis(400));
                Connection other = test.pool().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from messaging.message_groups for update");
            List<Future<Throwable>> posts = parallel.start(
                    12,
                    i -> catchThrowable(
                            () -> impatient.messages().append(chat.group(), TestStore.message(chat.one(), "late"))));
            assertThat(Parallel.all(posts)).allSatisfy(it -> assertThat(it).isInstanceOf(StorageException.class));
            assertThatThrownBy(() -> impatient
                            .messages()
                            .appendTo(chat.two(), chat.group(), TestStore.message(chat.one(), "late")))
                    .isInstanceOf(StorageException.class);
            other.rollback();
            impatient.messages().append(chat.group(), TestStore.message(chat.one(), "in time"));
        }
        assertThat(test.texts(chat)).containsExactly("first", "in time");
    }

    /** Begins a post whose commit does not end before {@link #mayCommit} is released. */
    private List<Future<Posted>> holdACommit(Chat chat) {
        mayCommit.drainPermits();
        committing.set(0);
        List<Future<Posted>> held = postToEach(List.of(chat), "held");
        await().until(() -> committing.get() == 1);
        return held;
    }

    private void awaitThatAllWait(int posts) {
        await().until(() -> test.store().waitingPosts() == posts);
    }

    private List<Chat> newChats(int chats) {
        return Stream.generate(test::newChat).limit(chats).toList();
    }

    private List<Future<Posted>> postToEach(List<Chat> chats, String text) {
        return parallel.start(chats.size(), i -> post(chats.get(i), text));
    }

    private Posted post(Chat chat, String text) {
        return test.store().messages().append(chat.group(), TestStore.message(chat.one(), text));
    }
}
