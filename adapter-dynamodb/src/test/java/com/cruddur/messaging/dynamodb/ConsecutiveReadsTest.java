package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Four read an inbox again and again while one writes to its groups and its rows move, by the stream and by follow-ups. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsecutiveReadsTest {
    private static final int READERS = 4;
    private static final int READS = Volume.of(10_000) / READERS;
    private static final int CHANGES = Volume.of(100);

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
    private final DynamoDbClient client = local.dynamoDbClient();
    private final People people = new People();
    private final User alice = people.add("Alice");

    @TempDir
    private Path directory;

    @BeforeEach
    void createTable() {
        new TableAdmin(client, TableAdmin.NAME).create(false);
    }

    @AfterEach
    void stop() {
        local.shutdown();
    }

    @Test
    void everyReadShowsEachGroupOnce() throws Exception {
        UseCases messaging = people.on(client, TableAdmin.NAME);
        List<UUID> groups = Stream.generate(() -> people.add("Somebody"))
                .limit(10)
                .map(it -> messaging.postFirst(alice.handle(), it.handle(), text("first"), Optional.empty()))
                .map(Message::group)
                .toList();
        StreamReader stream = StreamReader.start(
                local.dynamoDbStreamsClient(),
                TableAdmin.NAME,
                new Inboxes(new DynamoDbMessageGroups(client, TableAdmin.NAME).inboxRows())::refreshAll,
                directory.resolve("checkpoint"),
                Duration.ofMillis(5));
        CountDownLatch reading = new CountDownLatch(READERS);
        try {
            Together.run(
                    1 + READERS,
                    runner -> runner == 0 ? write(messaging, groups, reading) : read(messaging, groups, reading));
        } finally {
            stream.close();
        }
    }

    /** @return how many changes were seen */
    private int read(UseCases messaging, List<UUID> groups, CountDownLatch reading) {
        try {
            int changes = 0;
            List<InboxEntry> last = List.of();
            for (int reads = 0; reads < READS || changes < CHANGES; reads++) {
                List<InboxEntry> inbox = messaging
                        .listMessageGroups(alice.handle(), PageRequest.first())
                        .items();
                assertThat(inbox)
                        .describedAs("read %d", reads)
                        .extracting(InboxEntry::group)
                        .containsExactlyInAnyOrderElementsOf(groups);
                changes += inbox.equals(last) ? 0 : 1;
                last = inbox;
            }
            return changes;
        } finally {
            reading.countDown();
        }
    }

    /** Every other post is followed up at once. @return how many posts there were */
    private int write(UseCases messaging, List<UUID> groups, CountDownLatch reading) {
        Random random = new Random();
        int posts = 0;
        while (reading.getCount() > 0) {
            UUID group = groups.get(random.nextInt(groups.size()));
            messaging.post(alice.handle(), group, text("post " + posts++), Optional.empty());
            if (posts % 2 == 0) {
                messaging.refreshInboxes(group);
            }
        }
        return posts;
    }

    private static MessageText text(String text) {
        return new MessageText(text);
    }
}
