package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Many messages by many at once, on two instances, with DynamoDB Local in the same process: HTTP would take most of the time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VolumeTest {
    /** A slow machine is no failure here. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final People people = new People();
    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
    private final DynamoDbClient client = local.dynamoDbClient();
    private final List<UseCases> instances = List.of(instance(), instance());

    private UseCases instance() {
        return people.on(
                new DynamoDbMessageGroups(client, TableAdmin.NAME, PATIENCE),
                new DynamoDbMessages(client, TableAdmin.NAME, PATIENCE));
    }

    /** Of each side of a pair, half are on either instance. */
    private UseCases instanceOf(int runner) {
        return instances.get(runner % 4 / 2);
    }

    @BeforeEach
    void createTable() {
        new TableAdmin(client, TableAdmin.NAME).create(false);
    }

    @AfterEach
    void stop() {
        local.shutdown();
    }

    @Test
    void messagesOfEightSendersToOneGroupAreAllStoredInOrder() throws Exception {
        int senders = 8;
        int each = Volume.of(750);
        User alice = people.add("Alice");
        User bob = people.add("Bob");
        UUID group = instances
                .get(0)
                .postFirst(alice.handle(), bob.handle(), new MessageText("first"), Optional.empty())
                .group();
        List<Message> acknowledged = new ArrayList<>();
        for (List<Message> ofOne : Together.run(senders, sender -> {
            User user = sender % 2 == 0 ? alice : bob;
            return IntStream.range(0, each)
                    .mapToObj(i -> instanceOf(sender).post(user.handle(), group, text(sender, i), Optional.empty()))
                    .toList();
        })) {
            // Each message was posted after the answer to the one before.
            assertThat(ofOne).extracting(Message::createdAt).isSorted().doesNotHaveDuplicates();
            acknowledged.addAll(ofOne);
        }
        List<Message> history = history(instances.get(0), alice, group);
        assertThat(history).extracting(Message::createdAt).isSorted().doesNotHaveDuplicates();
        assertThat(history).hasSize(1 + senders * each).containsAll(acknowledged);
        assertThat(TableCheck.assertWhole(client, TableAdmin.NAME)).isEqualTo(1);
    }

    @Test
    void pairsWithSixteenRacersEachHaveOneGroupEach() throws Exception {
        int racers = 16;
        List<List<User>> pairs = IntStream.range(0, Volume.of(500))
                .mapToObj(i -> List.of(people.add("One"), people.add("Two")))
                .toList();
        List<List<Message>> answers = Together.run(
                racers,
                racer -> pairs.stream()
                        .map(pair -> instanceOf(racer)
                                .postFirst(
                                        pair.get(racer % 2).handle(),
                                        pair.get(1 - racer % 2).handle(),
                                        text(racer, 0),
                                        Optional.empty()))
                        .toList());
        for (int i = 0; i < pairs.size(); i++) {
            int pair = i;
            List<Message> said = answers.stream().map(it -> it.get(pair)).toList();
            assertThat(said).extracting(Message::group).containsOnly(said.get(0).group());
            assertThat(history(
                            instances.get(0), pairs.get(i).get(0), said.get(0).group()))
                    .containsExactlyInAnyOrderElementsOf(said);
        }
        assertThat(TableCheck.assertWhole(client, TableAdmin.NAME)).isEqualTo(pairs.size());
    }

    private static MessageText text(int sender, int number) {
        return new MessageText(sender + " says " + number);
    }
}
