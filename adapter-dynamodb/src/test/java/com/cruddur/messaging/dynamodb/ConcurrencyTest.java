package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Several instances on one table. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConcurrencyTest {
    private final People people = new People();
    private final DynamoDbClient plain = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);

    @AfterEach
    void close() {
        plain.close();
    }

    @Test
    void conflictsAndLostAnswersLoseNothingAndDoubleNothing() throws Exception {
        long seed = Long.getLong("messaging.seed", System.nanoTime());
        int senders = 8;
        int each = 10;
        User alice = people.add("Alice");
        User bob = people.add("Bob");
        AtomicInteger retries = new AtomicInteger();
        try (DynamoDbClient faulty = LocalDynamoDb.client(new RandomFaults(seed))) {
            List<UseCases> faulted = List.of(people.on(faulty, table), people.on(faulty, table));
            List<List<Message>> answers = Together.run(senders, sender -> {
                List<Message> mine = new ArrayList<>();
                User from = sender % 2 == 0 ? alice : bob;
                User to = sender % 2 == 0 ? bob : alice;
                for (int i = 0; i < each; i++) {
                    mine.add(insist(faulted.get(sender % 4 / 2), from, to, text(sender, i), retries));
                }
                return mine;
            });
            List<Message> acknowledged = answers.stream().flatMap(List::stream).toList();
            assertThat(history(faulted.get(0), alice, acknowledged.get(0).group()))
                    .describedAs("replay with -Dmessaging.seed=%d", seed)
                    .containsExactlyInAnyOrderElementsOf(acknowledged)
                    .hasSize(senders * each);
        }
        assertThat(TableCheck.assertWhole(plain, table)).isEqualTo(1);
    }

    /** Posts under a key and moves the rows, again until both are acknowledged. */
    private static Message insist(UseCases messaging, User from, User to, MessageText text, AtomicInteger retries) {
        Optional<IdempotencyKey> key =
                Optional.of(new IdempotencyKey(UUID.randomUUID().toString()));
        while (true) {
            try {
                Message message = messaging.postFirst(from.handle(), to.handle(), text, key);
                messaging.refreshInboxes(message.group());
                return message;
            } catch (StorageException e) {
                assertThat(retries.incrementAndGet()).describedAs("retries").isLessThan(1_000);
            }
        }
    }

    @Test
    void anInstanceThatHasJustStartedReadsEverything() {
        User alice = people.add("Alice");
        User bob = people.add("Bob");
        UseCases first = people.on(plain, table);
        UUID group = first.postFirst(alice.handle(), bob.handle(), new MessageText("first"), Optional.empty())
                .group();
        Message reply = first.post(bob.handle(), group, new MessageText("reply"), Optional.empty());
        first.refreshInboxes(group);
        try (DynamoDbClient another = LocalDynamoDb.client()) {
            UseCases restarted = people.on(another, table);
            assertThat(restarted
                            .listMessages(alice.handle(), group, PageRequest.first())
                            .items())
                    .hasSize(2)
                    .endsWith(reply);
            assertThat(restarted
                            .listMessageGroups(alice.handle(), PageRequest.first())
                            .items())
                    .singleElement()
                    .matches(it -> it.preview().equals("reply"));
            assertThat(restarted
                            .postFirst(alice.handle(), bob.handle(), new MessageText("again"), Optional.empty())
                            .group())
                    .isEqualTo(group);
        }
    }

    private static MessageText text(int sender, int number) {
        return new MessageText(sender + " says " + number);
    }
}
