package com.cruddur.messaging.inmemory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More at once than the contract tests have. The clock stands still. {@code -Dmessaging.full=true} runs five times as much. */
class ManyAtOnceTest {
    private static final int SENDERS = 8;
    private static final int RACERS = 16;
    private static final int POSTS = Boolean.getBoolean("messaging.full") ? 5_000 : 1_000;
    private static final int PAIRS = Boolean.getBoolean("messaging.full") ? 500 : 100;

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryUsers users = new InMemoryUsers();
    private final Messaging messaging = Messaging.builder(users, store)
            .clock(Clock.fixed(Instant.parse("2026-03-01T10:15:30Z"), ZoneOffset.UTC))
            .build();

    @Test
    void eightSendersPostThousandsOfMessagesToOneGroup() throws Exception {
        User one = join("one");
        User two = join("two");
        Message first = write(one, two, "first");
        List<Message> sent = flatten(atOnce(
                SENDERS,
                sender -> IntStream.range(0, POSTS)
                        .mapToObj(i -> messaging
                                .as((sender % 2 == 0 ? one : two).handle())
                                .post(first.group(), new MessageText(sender + " says " + i))
                                .message())
                        .toList()));
        List<Message> stored = messagesOf(first.group(), one);
        assertThat(stored).hasSize(SENDERS * POSTS + 1).first().isEqualTo(first);
        assertThat(stored).extracting(Message::createdAt).isSorted().doesNotHaveDuplicates();
        for (int sender = 0; sender < SENDERS; sender++) {
            String prefix = sender + " says ";
            assertThat(stored.stream().filter(it -> it.text().startsWith(prefix)))
                    .isEqualTo(sent.stream()
                            .filter(it -> it.text().startsWith(prefix))
                            .toList());
        }
    }

    @Test
    void everyPairWithSixteenRacersHasOneGroup() throws Exception {
        List<User> ones =
                IntStream.range(0, PAIRS).mapToObj(i -> join("one" + i)).toList();
        List<User> others =
                IntStream.range(0, PAIRS).mapToObj(i -> join("other" + i)).toList();
        List<Message> sent = flatten(atOnce(
                RACERS,
                racer -> IntStream.range(0, PAIRS)
                        .mapToObj(i -> racer % 2 == 0
                                ? write(ones.get(i), others.get(i), racer + " to other")
                                : write(others.get(i), ones.get(i), racer + " to one"))
                        .toList()));
        var byGroup = sent.stream().collect(Collectors.groupingBy(Message::group));
        assertThat(byGroup).hasSize(PAIRS);
        byGroup.forEach((group, messages) -> {
            assertThat(messagesOf(group, messages.get(0).sender())).containsExactlyInAnyOrderElementsOf(messages);
            assertThat(messages).hasSize(RACERS);
        });
        for (User user : ones) {
            assertThat(store.inbox().newestFirst(user.uuid(), null, 1_000).items())
                    .hasSize(1);
        }
    }

    private User join(String handle) {
        User user = new User(UUID.randomUUID(), handle, handle);
        users.put(user, handle);
        return user;
    }

    private Message write(User sender, User receiver, String text) {
        return messaging
                .as(sender.handle())
                .postTo(receiver.handle(), new MessageText(text))
                .message();
    }

    /** Oldest first. */
    private List<Message> messagesOf(UUID group, User reader) {
        List<Message> messages = new ArrayList<>();
        String position = null;
        do {
            Page<Message> page = store.messages()
                    .newestFirst(group, reader.uuid(), position, 1_000)
                    .orElseThrow();
            messages.addAll(page.items());
            position = page.next().orElse(null);
        } while (position != null);
        Collections.reverse(messages);
        return messages;
    }

    private static <T> List<T> flatten(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static <T> List<T> atOnce(int runners, IntFunction<T> runner) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<Callable<T>> tasks = IntStream.range(0, runners)
                    .mapToObj(i -> (Callable<T>) () -> runner.apply(i))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(tasks, 60, SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
