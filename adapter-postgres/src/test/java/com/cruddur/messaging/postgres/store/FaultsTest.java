package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * Breaks each statement of each kind of post, and of a mark of reading, in each way. The message is stored once, and its sender is told
 * so.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final int NEVER = Integer.MAX_VALUE;

    private final AtomicInteger untilFault = new AtomicInteger(NEVER);
    private final List<Callable<Boolean>> late = new ArrayList<>();
    private final List<Future<Boolean>> running = new ArrayList<>();
    private final Parallel parallel = new Parallel();
    private Fault fault = Fault.CUT_BEFORE;
    private final TestStore test = TestStore.open((sql, connection, statement) ->
            untilFault.getAndDecrement() == 1 ? fault.run(this, sql, connection, statement) : statement.call());

    enum Fault {
        CUT_BEFORE {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                connection.abort(Runnable::run);
                throw cut();
            }
        },
        CUT_AFTER {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                statement.call();
                connection.abort(Runnable::run);
                throw cut();
            }
        },
        /** The statement was on its way, and the server runs it once the sender has its answer. */
        ARRIVES_LATE {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                connection.abort(Runnable::run);
                test.late.add(() -> test.runElsewhere(sql));
                throw cut();
            }
        },
        /** The statement was on its way, and the server runs it while the sender tries again. */
        ARRIVES_MEANWHILE {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                connection.abort(Runnable::run);
                test.running.addAll(test.parallel.start(1, i -> test.runElsewhere(sql)));
                throw cut();
            }
        },
        DEADLOCK {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                throw refusal("40P01");
            }
        },
        SERIALISATION_FAILURE {
            @Override
            Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                    throws Exception {
                throw refusal("40001");
            }
        };

        abstract Object run(FaultsTest test, String sql, Connection connection, Callable<Object> statement)
                throws Exception;

        private static SQLException cut() {
            return new PSQLException("injected", PSQLState.CONNECTION_FAILURE);
        }

        private static SQLException refusal(String state) {
            return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Minjected\0"));
        }
    }

    /** Whether the statement succeeded. */
    private boolean runElsewhere(String sql) {
        try (Connection connection = test.pool().getConnection();
                Statement statement = connection.createStatement()) {
            boolean succeeded = true;
            try {
                statement.execute(sql);
            } catch (SQLException e) {
                succeeded = false;
            }
            // An open transaction ends with its connection.
            statement.execute("rollback");
            return succeeded;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void close() {
        parallel.close();
        test.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPostToAGroupIsStoredOnce(Fault kind) throws Exception {
        fault = kind;
        forEachStatement(() -> {
            Chat chat = test.newChat();
            return new Attempt(chat.one(), chat.two(), () -> append(chat, TestStore.message(chat.one(), "second")), 2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPostWithAKeyIsStoredOnce(Fault kind) throws Exception {
        fault = kind;
        forEachStatement(() -> {
            Chat chat = test.newChat();
            return new Attempt(chat.one(), chat.two(), () -> append(chat, TestStore.keyed(chat.one(), "second")), 2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFirstContactIsStoredOnce(Fault kind) throws Exception {
        fault = kind;
        forEachStatement(() -> {
            User one = TestStore.user("One");
            User two = TestStore.user("Two");
            return new Attempt(one, two, () -> appendTo(two, TestStore.message(one, "first")), 1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFirstContactWithAKeyIsStoredOnce(Fault kind) throws Exception {
        fault = kind;
        forEachStatement(() -> {
            User one = TestStore.user("One");
            User two = TestStore.user("Two");
            return new Attempt(one, two, () -> appendTo(two, TestStore.keyed(one, "first")), 1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMessageToAUserWithAGroupIsStoredOnce(Fault kind) throws Exception {
        fault = kind;
        forEachStatement(() -> {
            Chat chat = test.newChat();
            return new Attempt(
                    chat.one(), chat.two(), () -> appendTo(chat.two(), TestStore.message(chat.one(), "second")), 2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMarkMovesTheHorizonAndSaysSo(Fault kind) throws Exception {
        fault = kind;
        Chat chat = test.newChat();
        Message second = append(chat, TestStore.message(chat.one(), "second")).message();
        append(chat, TestStore.message(chat.one(), "third"));
        untilFault.set(1);
        Inbox inbox = test.store().inbox();
        assertThat(inbox.markRead(chat.group(), chat.two().uuid(), second.createdAt()))
                .contains(second.createdAt());
        assertThat(untilFault.getAndSet(NEVER)).isLessThan(1);
        for (Callable<Boolean> one : late) {
            assertThat(one.call()).isTrue();
        }
        late.clear();
        Parallel.all(running);
        InboxEntry row =
                inbox.find(chat.group(), chat.two().uuid()).orElseThrow().row();
        assertThat(row.readUpTo()).isEqualTo(second.createdAt());
        assertThat(row.unread()).isEqualTo(1);
    }

    /** A post, and how many messages the two users have after it. */
    private record Attempt(User one, User two, Callable<Posted> post, int messages) {}

    /** Does the same again and again: the fault is at the first statement, at the second, and so on until there are no more. */
    private void forEachStatement(Callable<Attempt> newAttempt) throws Exception {
        int statement = 0;
        do {
            statement++;
            Attempt attempt = newAttempt.call();
            untilFault.set(statement);
            Posted posted = attempt.post().call();
            boolean reached = untilFault.getAndSet(NEVER) <= 0;
            for (Callable<Boolean> one : late) {
                one.call();
            }
            late.clear();
            Parallel.all(running);
            assertStoredOnce(attempt, posted, fault + " at statement " + statement);
            if (!reached) {
                return;
            }
        } while (statement < 20);
        throw new AssertionError("a post takes no 20 statements");
    }

    private void assertStoredOnce(Attempt attempt, Posted posted, String when) {
        assertThat(posted.repeated()).as(when).isFalse();
        MessageGroup group = test.store()
                .groups()
                .findByMembers(attempt.one().uuid(), attempt.two().uuid())
                .orElseThrow();
        assertThat(test.newestFirst(new Chat(attempt.one(), attempt.two(), group.uuid())))
                .as(when)
                .hasSize(attempt.messages())
                .startsWith(posted.message());
        assertThat(TestPostgres.query(
                        test.pool(),
                        "select lower_sent + higher_sent from messaging.message_groups where uuid = '" + group.uuid()
                                + "'"))
                .as(when)
                .containsExactly(String.valueOf(attempt.messages()));
    }

    private Posted append(Chat chat, NewMessage message) {
        return test.store().messages().append(chat.group(), message);
    }

    private Posted appendTo(User receiver, NewMessage message) {
        return test.store().messages().appendTo(receiver, UUID.randomUUID(), message);
    }
}
