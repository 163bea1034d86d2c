package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances over one database. {@code -Dmessaging.pairs=500} is the full race. */
@Timeout(240)
class RivalryTest {
    private static final int PAIRS = Integer.getInteger("messaging.pairs", 100);

    private final TestStore test = TestStore.open();
    private final PostgresStore other = new PostgresStore(test.pool(), Schema.DEFAULT, TestStore.TIMEOUT);
    private final Parallel parallel = new Parallel();

    @AfterEach
    void close() {
        parallel.close();
        other.close();
        test.close();
    }

    @Test
    void eightWritersOfOneGroupLoseNothingAndCountEachMessage() throws Exception {
        Chat chat = test.newChat();
        List<List<Message>> byWriter = Parallel.all(parallel.start(8, writer -> {
            List<Message> sent = new ArrayList<>();
            User sender = writer % 4 < 2 ? chat.one() : chat.two();
            for (int i = 0; i < 40; i++) {
                sent.add(instance(writer)
                        .append(chat.group(), TestStore.message(sender, writer + " says " + i))
                        .message());
            }
            return sent;
        }));
        List<Message> history = test.newestFirst(chat);
        assertThat(history).hasSize(321).extracting(Message::createdAt).doesNotHaveDuplicates();
        byWriter.forEach(sent -> {
            assertThat(sent).extracting(Message::createdAt).isSorted();
            assertThat(history).containsAll(sent);
        });
        assertThatCountsAreRight();
    }

    @Test
    void sixteenFirstContactsOfEachPairOpenOneGroup() throws Exception {
        List<List<User>> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(List.of(TestStore.user("One"), TestStore.user("Two")));
        }
        CyclicBarrier start = new CyclicBarrier(16);
        Parallel.all(parallel.start(16, racer -> {
            for (List<User> pair : pairs) {
                await(start);
                User sender = pair.get(racer / 2 % 2);
                User receiver = pair.get(1 - racer / 2 % 2);
                instance(racer).appendTo(receiver, UUID.randomUUID(), TestStore.message(sender, "from " + racer));
            }
            return null;
        }));
        for (List<User> pair : pairs) {
            MessageGroup group = test.store()
                    .groups()
                    .findByMembers(pair.get(0).uuid(), pair.get(1).uuid())
                    .orElseThrow();
            assertThat(test.newestFirst(new Chat(pair.get(0), pair.get(1), group.uuid())))
                    .extracting(Message::text)
                    .doesNotHaveDuplicates()
                    .hasSize(16);
        }
        assertThat(TestPostgres.query(test.pool(), "select count(*) from messaging.message_groups"))
                .containsExactly(String.valueOf(PAIRS));
        assertThatCountsAreRight();
    }

    private Messages instance(int number) {
        return (number % 2 == 0 ? test.store() : other).messages();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Each message has the counts of its place, and each group those of its newest message. */
    private void assertThatCountsAreRight() {
        String wrong = """
                select m.text from (
                  select *, count(*) filter (where sender = g.lower) over sofar as by_lower,
                    count(*) filter (where sender = g.higher) over sofar as by_higher
                  from messaging.messages join (select uuid as g_uuid, lower, higher from messaging.message_groups) g
                    on g_uuid = group_uuid
                  window sofar as (partition by group_uuid order by created_at)) m
                where (lower_sent, higher_sent) <> (by_lower, by_higher)
                union all
                select 'group ' || g.uuid from messaging.message_groups g
                where (last_at, last_sender, last_text, lower_sent, higher_sent) is distinct from (
                  select row(created_at, sender, text, m.lower_sent, m.higher_sent) from messaging.messages m
                  where group_uuid = g.uuid order by created_at desc limit 1)""";
        assertThat(TestPostgres.query(test.pool(), wrong)).isEmpty();
    }
}
