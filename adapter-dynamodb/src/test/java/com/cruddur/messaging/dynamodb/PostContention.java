package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * Prints how much posts of several instances to one group slow one another down. DynamoDB Local shows no conflict, so a transaction that
 * comes while another one is under way is cancelled here, as on AWS, and each takes some milliseconds, half of them on its way. No test: it runs when it is
 * named, and {@code -Dmessaging.seconds=} says for how long.
 */
class PostContention {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("messaging.seconds", 120));
    private static final Duration WAY = Duration.ofMillis(2);
    private static final Duration UNDER_WAY = Duration.ofMillis(4);
    private static final Duration BETWEEN_POSTS = Duration.ofMillis(20);

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
    private final DynamoDbClient plain = local.dynamoDbClient();
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
    private final AtomicBoolean underWay = new AtomicBoolean();

    @BeforeEach
    void open() {
        new TableAdmin(plain, TableAdmin.NAME).create(false);
        new DynamoDbMessageGroups(plain, TableAdmin.NAME).open(group, bob, draft());
    }

    @AfterEach
    void stop() {
        local.shutdown();
    }

    @Test
    void aPostNowAndThenBesideABusySecondInstance() throws Exception {
        run(2, (runner, instance) -> {
            if (runner == 0) {
                Backoff.elapse("pause", BETWEEN_POSTS);
            }
            instance.post();
        });
    }

    @Test
    void eightSaturatingInstances() throws Exception {
        run(8, (runner, instance) -> instance.post());
    }

    private interface Turn {
        void take(int runner, Instance instance);
    }

    private void run(int instances, Turn turn) throws Exception {
        Instant end = Instant.now().plus(TIME);
        Together.run(instances, runner -> {
            Instance instance = new Instance();
            while (Instant.now().isBefore(end)) {
                turn.take(runner, instance);
            }
            System.out.printf("instance %d of %d: %s%n", runner + 1, instances, instance);
            return 0;
        });
    }

    private NewMessage draft() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new NewMessage(UUID.randomUUID(), alice, new MessageText("hello"), now);
    }

    /** With the patience that it has in service. */
    private final class Instance implements DynamoDbClient {
        private final DynamoDbMessages messages = new DynamoDbMessages(this, TableAdmin.NAME);
        private int posts;
        private int failed;
        private int sent;
        private int conflicts;
        private int sentAfterConflicts;
        private boolean conflicted;

        void post() {
            posts++;
            int before = sent;
            conflicted = false;
            try {
                messages.append(group, draft());
            } catch (StorageException e) {
                failed++;
            }
            sentAfterConflicts += conflicted ? sent - before - 1 : 0;
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            sent++;
            Backoff.elapse("request", WAY);
            try {
                return answer(request);
            } finally {
                Backoff.elapse("answer", WAY);
            }
        }

        private TransactWriteItemsResponse answer(TransactWriteItemsRequest request) {
            if (!underWay.compareAndSet(false, true)) {
                conflicts++;
                conflicted = true;
                throw Failures.of(Kind.CONFLICT, request);
            }
            try {
                Backoff.elapse("transaction", UNDER_WAY);
                return plain.transactWriteItems(request);
            } finally {
                underWay.set(false);
            }
        }

        @Override
        public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
            return plain.transactGetItems(request);
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return plain.getItem(request);
        }

        @Override
        public String serviceName() {
            return plain.serviceName();
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return String.format(
                    "%d posts, %d failed, %d transactions, %d conflicts; a post that met one sent %.2f further transactions for each",
                    posts, failed, sent, conflicts, sentAfterConflicts / (double) Math.max(1, conflicts));
        }
    }
}
