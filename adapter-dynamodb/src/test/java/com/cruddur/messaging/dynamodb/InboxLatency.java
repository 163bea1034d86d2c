package com.cruddur.messaging.dynamodb;

import static org.awaitility.Awaitility.await;

import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.dynamodb.stream.StreamReader;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Prints how long after an acknowledged post the receiver's inbox stands at it. No test: it runs when it is named. */
class InboxLatency {
    private static final int POSTS = 300;
    private static final int WARM_UP = 50;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String table = LocalDynamoDb.newTableWithStream();
    private final People people = new People();

    @TempDir
    private Path directory;

    @Test
    void fromTheAcknowledgedPostToTheMovedInbox() throws Exception {
        try (DynamoDbClient client = LocalDynamoDb.client();
                DynamoDbStreamsClient streams = LocalDynamoDb.streams()) {
            Inboxes inboxes = new Inboxes(new DynamoDbMessageGroups(client, table).inboxRows());
            StreamReader reader =
                    StreamReader.start(streams, table, inboxes::refreshAll, directory.resolve("stream"), POLL);
            try {
                UseCases messaging = people.on(client, table);
                World world = new World(people, messaging);
                report("stream only", measure(world, messaging, false));
                report("with the follow-up", measure(world, messaging, true));
            } finally {
                reader.close();
            }
        }
    }

    private static long[] measure(World world, UseCases messaging, boolean nudge) throws InterruptedException {
        long[] nanos = new long[POSTS];
        Random thinking = new Random(1);
        for (int i = -WARM_UP; i < POSTS; i++) {
            // People do not post in step with the reader.
            await().pollDelay(Duration.ofMillis(thinking.nextInt(400))).until(() -> true);
            String text = (nudge ? "nudged " : "streamed ") + i;
            messaging.post(world.alice.handle(), world.group, new MessageText(text), Optional.empty());
            long acknowledged = System.nanoTime();
            CompletableFuture<Boolean> nudged = nudge
                    ? CompletableFuture.supplyAsync(() -> messaging.refreshInboxes(world.group))
                    : CompletableFuture.completedFuture(false);
            await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> world.inbox(world.bob).get(0).preview().equals(text));
            nanos[Math.max(i, 0)] = System.nanoTime() - acknowledged;
            nudged.join();
        }
        return nanos;
    }

    private static void report(String how, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %d ms, p99 %d ms, longest %d ms, of %d posts%n",
                how,
                Duration.ofNanos(nanos[POSTS / 2]).toMillis(),
                Duration.ofNanos(nanos[POSTS * 99 / 100]).toMillis(),
                Duration.ofNanos(nanos[POSTS - 1]).toMillis(),
                POSTS);
    }
}
