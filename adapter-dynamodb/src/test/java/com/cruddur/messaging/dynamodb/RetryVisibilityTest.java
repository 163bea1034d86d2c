package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/**
 * A key's answer is seen while the message's transaction is still half visible: on AWS, a read by a transaction is cancelled so
 * long.
 */
class RetryVisibilityTest {
    private final HalfVisible halfVisible = new HalfVisible();
    private final DynamoDbClient client = LocalDynamoDb.client(halfVisible);
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private NewMessage draft;
    private Message answer;

    /** How a retry comes upon the answer to its key. */
    enum Way {
        POST,
        FIRST_CONTACT,
        LOOK_UP
    }

    @BeforeEach
    void post() {
        groups(LocalDynamoDb.PATIENCE).open(group, bob, draft(Optional.empty()));
        draft = draft(Optional.of(new Idempotency(new IdempotencyKey("key"), "fingerprint")));
        answer = messages(LocalDynamoDb.PATIENCE).append(group, draft);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRetryIsAnsweredOnceItsMessageIsSurelyVisible(Way way) {
        halfVisible.reads = 3;
        assertThat(retry(way, LocalDynamoDb.PATIENCE)).isEqualTo(answer);
        assertThat(halfVisible.reads).isZero();
        assertThat(halfVisible.read).containsExactlyInAnyOrder("MSG#" + group.uuid(), "HEAD#" + group.uuid());
    }

    @ParameterizedTest
    @EnumSource
    void aRetryWhoseMessageStaysHalfVisibleIsNotAcknowledged(Way way) {
        halfVisible.reads = Integer.MAX_VALUE;
        assertThatThrownBy(() -> retry(way, Duration.ofMillis(100))).isInstanceOf(StorageException.class);
    }

    private Message retry(Way way, Duration patience) {
        return switch (way) {
            case POST -> messages(patience).append(group, draft);
            case FIRST_CONTACT -> groups(patience).open(group, bob, draft).orElseThrow();
            case LOOK_UP -> messages(patience).answered(draft).orElseThrow();
        };
    }

    private DynamoDbMessages messages(Duration patience) {
        return new DynamoDbMessages(client, table, patience);
    }

    private DynamoDbMessageGroups groups(Duration patience) {
        return new DynamoDbMessageGroups(client, table, patience);
    }

    private NewMessage draft(Optional<Idempotency> idempotency) {
        return new NewMessage(UUID.randomUUID(), alice, new MessageText("hello"), now, idempotency.orElse(null));
    }

    /** Cancels some reads by transactions. */
    private static final class HalfVisible implements ExecutionInterceptor {
        private int reads;
        private List<String> read = List.of();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactGetItemsRequest request) {
                if (reads > 0) {
                    reads--;
                    throw Failures.cancelled("TransactionConflict", "None");
                }
                read = request.transactItems().stream()
                        .map(it -> it.get().key().get(Keys.PK).s())
                        .toList();
            }
        }
    }
}
