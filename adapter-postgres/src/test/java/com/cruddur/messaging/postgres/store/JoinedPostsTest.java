package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that are stored in a transaction of the caller. */
@Timeout(120)
class JoinedPostsTest {
    private static final TestStore STORE = TestStore.open();

    private final Chat chat = STORE.newChat();
    private Connection connection;
    private MessageStore joined;

    @BeforeAll
    static void createOrders() {
        TestPostgres.execute(STORE.pool(), "create table orders (id uuid primary key)");
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = STORE.pool().getConnection();
        connection.setAutoCommit(false);
        joined = STORE.store().joined(connection);
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /** The work of the caller. */
    private UUID order() throws SQLException {
        UUID order = UUID.randomUUID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into orders values ('" + order + "')");
        }
        return order;
    }

    private static boolean isThere(UUID order) {
        return !TestPostgres.query(STORE.pool(), "select id from orders where id = '" + order + "'")
                .isEmpty();
    }

    private Posted post(String text) {
        return joined.messages().append(chat.group(), TestStore.message(chat.one(), text));
    }

    @Test
    void aMessageIsCommittedWithTheCallersWorkAndNotBefore() throws SQLException {
        UUID order = order();
        Message message = post("ordered").message();
        assertThat(joined.messages()
                        .newestFirst(chat.group(), chat.two().uuid(), null, 1)
                        .orElseThrow()
                        .items())
                .containsExactly(message);
        assertThat(STORE.texts(chat)).containsExactly("first");
        connection.commit();
        assertThat(STORE.texts(chat)).containsExactly("first", "ordered");
        assertThat(isThere(order)).isTrue();
    }

    @Test
    void aMessageIsRolledBackWithTheCallersWork() throws SQLException {
        UUID order = order();
        post("ordered");
        User three = TestStore.user("Three");
        joined.messages().appendTo(three, UUID.randomUUID(), TestStore.message(chat.one(), "hello"));
        connection.rollback();
        assertThat(STORE.texts(chat)).containsExactly("first");
        assertThat(STORE.store().groups().findByMembers(chat.one().uuid(), three.uuid()))
                .isEmpty();
        assertThat(isThere(order)).isFalse();
    }

    @Test
    void aRefusedPostLeavesTheTransactionAsItWas() throws SQLException {
        UUID order = order();
        post("before");
        NewMessage strangers = TestStore.message(TestStore.user("Stranger"), "let me in");
        assertThatThrownBy(() -> joined.messages().append(chat.group(), strangers))
                .isInstanceOf(MessagingException.class);
        NewMessage used = TestStore.keyed(chat.one(), "keyed");
        joined.messages().append(chat.group(), used);
        UUID unused = UUID.randomUUID();
        NewMessage otherRequest = new NewMessage(
                UUID.randomUUID(), chat.one(), new MessageText("other"), used.now(), otherFingerprint(used));
        assertThatThrownBy(() -> joined.messages().appendTo(TestStore.user("Three"), unused, otherRequest))
                .isInstanceOf(MessagingException.class);
        post("after");
        connection.commit();
        assertThat(STORE.texts(chat)).containsExactly("first", "before", "keyed", "after");
        assertThat(STORE.store().groups().find(unused)).isEmpty();
        assertThat(isThere(order)).isTrue();
    }

    private static Idempotency otherFingerprint(NewMessage used) {
        return new Idempotency(used.idempotency().key(), "of another request");
    }

    @Test
    void whileTheTransactionIsOpenPostsToOtherGroupsGoOnAndThoseToItsGroupWait() throws Exception {
        post("joined");
        CompletableFuture<Posted> waiting = CompletableFuture.supplyAsync(
                () -> STORE.store().messages().append(chat.group(), TestStore.message(chat.two(), "waits")));
        Chat other = STORE.newChat();
        STORE.store().messages().append(other.group(), TestStore.message(other.one(), "goes on"));
        Awaitility.await("the post that waits for the group's lock")
                .until(() -> !TestPostgres.query(
                                STORE.pool(), "select pid from pg_stat_activity where wait_event_type = 'Lock'")
                        .isEmpty());
        assertThat(waiting).isNotDone();
        connection.commit();
        waiting.join();
        assertThat(STORE.texts(chat)).containsExactly("first", "joined", "waits");
    }

    @Test
    void useCasesRunInTheTransactionToo() throws SQLException {
        Messaging messaging =
                Messaging.builder(new TwoUsers(chat.one(), chat.two()), joined).build();
        messaging.as(chat.one().handle()).postTo(chat.two().handle(), new MessageText("by a use case"));
        assertThat(STORE.texts(chat)).containsExactly("first");
        connection.commit();
        assertThat(STORE.texts(chat)).containsExactly("first", "by a use case");
    }

    @Test
    void aConnectionInAutoCommitModeIsRefused() throws SQLException {
        connection.setAutoCommit(true);
        assertThatThrownBy(() -> STORE.store().joined(connection))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("auto-commit");
        connection.setAutoCommit(false);
    }

    /** The whole contract, each post in a transaction of a caller who commits at once. */
    @Nested
    class EachPostJoined implements StoreContract {
        @Override
        public MessageStore store() {
            return new JoiningStore(STORE);
        }
    }
}
