package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Prints what posts of several instances to one group cost each other. DynamoDB Local shows no conflict, so a transaction that
 * comes while another on the same head is under way is cancelled here, as on AWS. No test: it runs when it is named.
 */
class PostContention {
    private static final Duration SATURATED = Duration.ofSeconds(Integer.getInteger("messaging.seconds", 120));
    private static final int ALONE = 300;

    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final Group group = Group.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    @Test
    void besideABusySecondInstance() throws Exception {
        open();
        Instance one = new Instance();
        Instance busy = new Instance();
        Instant end = Instant.now().plusSeconds(600);
        Together.run(2, runner -> {
            for (int i = 0; i < ALONE && Instant.now().isBefore(end); i++) {
                (runner == 0 ? one : busy).post();
            }
            return 0;
        });
        System.out.printf("two busy instances: %s; %s%n", one, busy);
    }

    @Test
    void saturated() throws Exception {
        open();
        Instant end = Instant.now().plus(SATURATED);
        Together.run(8, runner -> {
            Instance instance = new Instance();
            while (Instant.now().isBefore(end)) {
                instance.post();
            }
            System.out.printf("one of eight saturating instances: %s%n", instance);
            return 0;
        });
    }

    private void open() {
        try (DynamoDbClient client = LocalDynamoDb.client()) {
            new DynamoDbMessageGroups(client, table).open(group, bob, draft());
        }
    }

    private Draft draft() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Draft(UUID.randomUUID(), alice, new MessageText("hello"), now, Optional.empty());
    }

    /** With the patience that it has in service. */
    private final class Instance {
        private final Conflicts conflicts = new Conflicts();
        private final DynamoDbMessages messages = new DynamoDbMessages(LocalDynamoDb.client(conflicts), table);
        private int posts;
        private int failed;

        void post() {
            posts++;
            try {
                messages.append(group, draft());
            } catch (StorageException e) {
                failed++;
            }
        }

        @Override
        public String toString() {
            long sent = conflicts.sent.sum();
            long conflicted = conflicts.conflicted.sum();
            return String.format(
                    "%d posts, %d failed, %d transactions, %d conflicts, %.2f further transactions for each",
                    posts, failed, sent, conflicted, (sent - posts) / (double) Math.max(1, conflicted));
        }
    }

    private final class Conflicts implements ExecutionInterceptor {
        private static final ExecutionAttribute<Boolean> FIRST = new ExecutionAttribute<>("first");

        private final LongAdder sent = new LongAdder();
        private final LongAdder conflicted = new LongAdder();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest) {
                sent.increment();
                boolean first = underWay.add(table);
                attributes.putAttribute(FIRST, first);
                if (!first) {
                    conflicted.increment();
                    throw Failures.of(Kind.CONFLICT, context.request());
                }
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            end(context.request(), attributes);
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            end(context.request(), attributes);
        }

        private void end(SdkRequest request, ExecutionAttributes attributes) {
            if (request instanceof TransactWriteItemsRequest && Boolean.TRUE.equals(attributes.getAttribute(FIRST))) {
                attributes.putAttribute(FIRST, false);
                underWay.remove(table);
            }
        }
    }
}
