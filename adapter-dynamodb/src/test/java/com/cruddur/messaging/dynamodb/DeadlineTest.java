package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A post and a first contact, where each call takes a time that the test sets. */
class DeadlineTest {
    private final SteppedClock clock = new SteppedClock(Instant.now());
    private final Slow slow = new Slow();
    private final DynamoDbClient client = LocalDynamoDb.client(slow);
    private final DynamoDbClient plain = LocalDynamoDb.client();
    private final String table = LocalDynamoDb.newTable(false);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final UseCases messaging = new UseCases(
            people,
            new DynamoDbMessageGroups(client, table, LocalDynamoDb.PATIENCE),
            new DynamoDbMessages(client, table, LocalDynamoDb.PATIENCE),
            clock,
            UUID::randomUUID,
            Duration.ofSeconds(5));

    @AfterEach
    void close() {
        client.close();
        plain.close();
    }

    @Test
    void eachCallOfAFirstContactHasTheTimeThatIsLeft() {
        slow.callTakes = Duration.ofSeconds(2);
        messaging.postFirst(alice.handle(), bob.handle(), new MessageText("hello"), Optional.empty());
        assertThat(slow.limits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    /** The look-up, the group that the other opened meanwhile, another look-up: and then there is no time to post. */
    @Test
    void aFirstContactThatLosesTheRaceHasFiveSecondsInAll() {
        slow.callTakes = Duration.ofMillis(1_700);
        slow.afterFirst = this::openForBob;
        assertThatThrownBy(() ->
                        messaging.postFirst(alice.handle(), bob.handle(), new MessageText("hello"), Optional.empty()))
                .isInstanceOf(StorageException.class);
        assertThat(slow.limits)
                .containsExactly(Duration.ofSeconds(5), Duration.ofMillis(3_300), Duration.ofMillis(1_600));
    }

    @Test
    void aPostThatIsCancelledAgainAndAgainHasFiveSecondsInAll() {
        UUID group = messaging
                .postFirst(alice.handle(), bob.handle(), new MessageText("hello"), Optional.empty())
                .group();
        slow.limits.clear();
        slow.callTakes = Duration.ofSeconds(2);
        slow.conflict = true;
        assertThatThrownBy(() -> messaging.post(bob.handle(), group, new MessageText("hi"), Optional.empty()))
                .isInstanceOf(StorageException.class);
        assertThat(slow.limits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    private void openForBob() {
        MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        new DynamoDbMessageGroups(plain, table)
                .open(group, alice, new NewMessage(UUID.randomUUID(), bob, new MessageText("hi"), now));
    }

    /** Notes how long each call may take, and moves the clock on by the time that the test lets the call take. */
    private final class Slow implements ExecutionInterceptor {
        private final List<Duration> limits = new ArrayList<>();
        private Duration callTakes = Duration.ZERO;
        private Runnable afterFirst = () -> {};
        private boolean conflict;

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            limits.add(context.request()
                    .overrideConfiguration()
                    .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                    .orElseThrow());
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (conflict && context.request() instanceof TransactWriteItemsRequest) {
                step();
                throw Failures.of(Faults.Kind.CONFLICT, context.request());
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            step();
            if (limits.size() == 1) {
                afterFirst.run();
            }
        }

        private void step() {
            clock.move((int) TimeUnit.MICROSECONDS.convert(callTakes));
        }
    }
}
