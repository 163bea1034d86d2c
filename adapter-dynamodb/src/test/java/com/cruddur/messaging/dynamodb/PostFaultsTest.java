package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * Instances that post to one group at once, where each try that ended in an error of the whole call was in fact written, and each
 * that was cancelled wrote nothing. The SDK sends a call once.
 */
class PostFaultsTest {
    private static final int INSTANCES = 4;
    private static final int EACH = 40;
    private static final List<Kind> OF_THE_CALL =
            List.of(Kind.THROTTLED_AFTERWARDS, Kind.IN_PROGRESS_AFTERWARDS, Kind.ANSWER_LOST);
    private static final List<Kind> CANCELLED = List.of(Kind.CONFLICT, Kind.THROTTLED_IN_TRANSACTION);

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
    private final DynamoDbClient plain = local.dynamoDbClient();
    private final long seed = Long.getLong("messaging.seed", System.nanoTime());
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());

    /** @param answer empty where the store failed */
    private record Outcome(NewMessage draft, Optional<Message> answer) {}

    @AfterEach
    void stop() {
        local.shutdown();
    }

    @RepeatedTest(3)
    void noPostIsDoubledWithOrWithoutAKey() throws Exception {
        new TableAdmin(plain, TableAdmin.NAME).create(false);
        new DynamoDbMessageGroups(plain, TableAdmin.NAME).open(group, bob, draft(alice, false));
        List<Outcome> outcomes = Together.run(INSTANCES, this::post).stream()
                .flatMap(List::stream)
                .toList();
        List<Message> history = Together.history(people.on(plain, TableAdmin.NAME), alice, group.uuid());
        assertThat(history).extracting(Message::createdAt).doesNotHaveDuplicates();
        assertThat(history)
                .describedAs("replay with -Dmessaging.seed=%d", seed)
                .extracting(Message::uuid)
                .doesNotHaveDuplicates();
        var byUuid = history.stream().collect(Collectors.toMap(Message::uuid, Function.identity()));
        for (Outcome outcome : outcomes) {
            outcome.answer.ifPresent(it -> assertThat(byUuid).containsEntry(outcome.draft.uuid(), it));
        }
        assertThat(outcomes).filteredOn(it -> it.answer.isPresent()).hasSizeGreaterThan(INSTANCES * EACH / 2);
        assertThat(TableCheck.assertWhole(plain, TableAdmin.NAME)).isEqualTo(1);
    }

    private List<Outcome> post(int instance) {
        SplittableRandom random = new SplittableRandom(seed + instance);
        DynamoDbClient faulty = new ScriptedClient(plain, new ScriptedClient.Script() {
            @Override
            public void before(DynamoDbRequest request) {
                fail(random, CANCELLED, request);
            }

            @Override
            public void after(DynamoDbRequest request) {
                fail(random, OF_THE_CALL, request);
            }
        });
        DynamoDbMessages messages = new DynamoDbMessages(faulty, TableAdmin.NAME, LocalDynamoDb.PATIENCE);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            NewMessage draft = draft(instance % 2 == 0 ? alice : bob, random.nextBoolean());
            outcomes.add(new Outcome(draft, tryOnce(messages, draft)));
        }
        return outcomes;
    }

    private Optional<Message> tryOnce(DynamoDbMessages messages, NewMessage draft) {
        try {
            return Optional.of(messages.append(group, draft));
        } catch (StorageException answerLost) {
            return Optional.empty();
        }
    }

    private static void fail(SplittableRandom random, List<Kind> kinds, DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest && random.nextInt(3) == 0) {
            throw Failures.of(kinds.get(random.nextInt(kinds.size())), request);
        }
    }

    private static NewMessage draft(User sender, boolean withKey) {
        UUID uuid = UUID.randomUUID();
        return new NewMessage(
                uuid,
                sender,
                new MessageText("post " + uuid),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                withKey ? new Idempotency(new IdempotencyKey(uuid.toString()), "fingerprint") : null);
    }
}
