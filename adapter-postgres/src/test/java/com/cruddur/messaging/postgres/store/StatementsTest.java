package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements each operation takes, and what they cost in a large database. BEGIN and COMMIT do not count. */
class StatementsTest {
    private static final boolean FULL = Boolean.getBoolean("messaging.full");
    private static final int GROUPS = Integer.getInteger("messaging.groups", FULL ? 100_000 : 20_000);
    private static final int MESSAGES = Integer.getInteger("messaging.messages", FULL ? 1_000_000 : 100_000);

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();
    private static final TestStore TEST = TestStore.open((sql, connection, statement) -> {
        STATEMENTS.add(sql);
        return statement.call();
    });

    private final Chat chat = TEST.newChat();

    @BeforeEach
    void forget() {
        STATEMENTS.clear();
    }

    @AfterAll
    static void close() {
        TEST.close();
    }

    @Test
    void aPageOfMessagesIsOneStatement() {
        TEST.newestFirst(chat);
        assertThat(STATEMENTS).hasSize(1);
    }

    @Test
    void aPageOfAnInboxIsOneStatement() {
        TEST.store().inbox().newestFirst(chat.one().uuid(), null, 20);
        assertThat(STATEMENTS).hasSize(1);
    }

    @Test
    void aPageAfterATimeIsOneStatementAlsoWhereNothingIsNewer() {
        Messages messages = TEST.store().messages();
        messages.oldestFirst(chat.group(), chat.one().uuid(), Instant.EPOCH, 20);
        messages.oldestFirst(chat.group(), chat.one().uuid(), Instant.MAX, 20);
        messages.oldestFirst(chat.group(), UUID.randomUUID(), Instant.EPOCH, 20);
        assertThat(STATEMENTS).hasSize(3);
    }

    @Test
    void oneGroupOfAnInboxIsOneStatement() {
        TEST.store().inbox().find(chat.group(), chat.one().uuid());
        assertThat(STATEMENTS).hasSize(1);
    }

    @Test
    void aMarkOfReadingIsOneStatement() {
        Inbox inbox = TEST.store().inbox();
        Instant newest = newestAt();
        forget();
        assertThat(inbox.markRead(chat.group(), chat.two().uuid(), newest)).contains(newest);
        assertThat(inbox.markRead(chat.group(), chat.two().uuid(), newest)).isEmpty();
        assertThat(STATEMENTS).hasSize(2);
    }

    private Instant newestAt() {
        return TEST.store()
                .inbox()
                .find(chat.group(), chat.one().uuid())
                .orElseThrow()
                .row()
                .lastMessageAt();
    }

    @Test
    void aPostIsOneStatement() {
        TEST.store().messages().append(chat.group(), TestStore.message(chat.one(), "hello"));
        TEST.store().messages().append(chat.group(), TestStore.keyed(chat.one(), "hello"));
        assertThat(STATEMENTS).hasSize(2);
    }

    @Test
    void aFirstContactIsAtMostThreeStatements() {
        User one = TestStore.user("One");
        User two = TestStore.user("Two");
        NewMessage first = TestStore.keyed(one, "hello");
        TEST.store().messages().appendTo(two, UUID.randomUUID(), first);
        assertThat(STATEMENTS).filteredOn(it -> !it.equals("execute commit")).hasSize(2);
        forget();
        TEST.store().messages().appendTo(two, UUID.randomUUID(), TestStore.message(one, "hello again"));
        assertThat(STATEMENTS).hasSize(1);
        forget();
        TEST.store().messages().appendTo(TestStore.user("Three"), UUID.randomUUID(), first);
        assertThat(STATEMENTS).filteredOn(it -> !it.equals("execute rollback")).hasSize(3);
    }

    @Test
    void aCatchUpIsNoStatement() {
        TEST.store().inbox().catchUp(chat.group());
        assertThat(STATEMENTS).isEmpty();
    }

    /** With {@code -Psimulation}: 100,000 groups and 1,000,000 messages. */
    @Test
    void theCostOfAStatementDoesNotGrowWithTheTables() {
        fill();
        UUID one = chat.one().uuid();
        List<String> inbox = twoPages(position ->
                TEST.store().inbox().newestFirst(one, position, 20).next().orElseThrow());
        List<String> messages = twoPages(position -> TEST.store()
                .messages()
                .newestFirst(chat.group(), one, position, 20)
                .orElseThrow()
                .next()
                .orElseThrow());
        for (String page : List.of(inbox.get(0), inbox.get(1), messages.get(0), messages.get(1))) {
            assertThat(explain(page)).doesNotContain("Seq Scan", "Sort  (");
            assertThat(buffers(explain(page))).as(explain(page)).isLessThan(150);
        }
        Instant newest = newestAt();
        forget();
        TEST.store().messages().oldestFirst(chat.group(), one, newest.minusSeconds(MESSAGES / 2), 20);
        TEST.store().inbox().find(chat.group(), one);
        TEST.store().inbox().markRead(chat.group(), one, newest.minusSeconds(MESSAGES / 2));
        TEST.store().inbox().markRead(chat.group(), one, newest);
        for (String sql : List.copyOf(STATEMENTS)) {
            String plan = explain(sql.startsWith("begin") ? oneOf(sql) : sql);
            assertThat(plan).doesNotContain("Seq Scan");
            assertThat(buffers(plan)).as(plan).isLessThan(50);
        }
        forget();
        TEST.store().messages().append(chat.group(), TestStore.message(chat.one(), "hello"));
        TEST.store().messages().append(chat.group(), TestStore.keyed(chat.one(), "hello"));
        for (String post : STATEMENTS) {
            assertThat(plan("explain ", oneOf(post))).contains("Index Scan").doesNotContain("Seq Scan");
        }
    }

    /** The statement between the beginning and the end of a transaction. */
    private static String oneOf(String transaction) {
        return transaction.substring(transaction.indexOf("with "), transaction.lastIndexOf(';'));
    }

    private interface Pager {
        String next(String position);
    }

    private List<String> twoPages(Pager pager) {
        forget();
        pager.next(pager.next(null));
        return List.copyOf(STATEMENTS);
    }

    /** Many groups of the first member, and many messages in the group. */
    private void fill() {
        TestPostgres.execute(TEST.pool(), """
                insert into messaging.message_groups (uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle,
                  last_at, last_sender, last_text)
                select gen_random_uuid(), least(one, other), 'x', 'x', greatest(one, other), 'x', 'x',
                  now() - n * interval '1 second', one, 'text'
                from (select '%s'::uuid as one, gen_random_uuid() as other, n from generate_series(1, %d) n) groups""".formatted(chat.one().uuid(), GROUPS));
        TestPostgres.execute(TEST.pool(), """
                insert into messaging.messages
                select '%s', now() - n * interval '1 second', gen_random_uuid(), '%s', 'x', 'x', 'text ' || n, 1, 1
                from generate_series(1, %d) n""".formatted(chat.group(), chat.one().uuid(), MESSAGES));
        TestPostgres.execute(TEST.pool(), "vacuum analyze");
    }

    private static String explain(String query) {
        return plan("explain (analyze, buffers) ", query);
    }

    private static String plan(String explain, String statement) {
        return String.join("\n", TestPostgres.query(TEST.pool(), explain + statement));
    }

    /** The blocks that the whole statement read. */
    private static int buffers(String plan) {
        Matcher hits = BUFFERS.matcher(plan);
        assertThat(hits.find()).isTrue();
        return Integer.parseInt(hits.group(1)) + (hits.group(2) == null ? 0 : Integer.parseInt(hits.group(2)));
    }
}
