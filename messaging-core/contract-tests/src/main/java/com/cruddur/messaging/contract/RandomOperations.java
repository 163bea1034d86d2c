package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A few users post and read in random order. The model is a list of messages for each pair. */
final class RandomOperations {
    private final StoreUnderTest store;
    private final Random random;
    private final Instant start = Given.now().minus(Duration.ofHours(1));
    private final List<User> users =
            new ArrayList<>(Stream.of("A", "B", "C", "D").map(Given::user).toList());
    private final Map<Set<UUID>, Model> groups = new LinkedHashMap<>();
    private final Map<NewMessage, Message> answered = new LinkedHashMap<>();
    private final StringBuilder done = new StringBuilder();
    private long elapsed;

    private static final class Model {
        final Chat chat;
        final List<Message> messages = new ArrayList<>();
        final Map<UUID, Instant> readUpTo = new HashMap<>();

        Model(Chat chat) {
            this.chat = chat;
            this.messages.add(chat.first());
        }

        Message newest() {
            return messages.get(messages.size() - 1);
        }
    }

    RandomOperations(StoreUnderTest store, Random random) {
        this.store = store;
        this.random = random;
    }

    /** The operations so far, the last of them perhaps unfinished. */
    String done() {
        return done.toString();
    }

    void run(int operations) {
        firstMessage();
        for (int i = 0; i < operations; i++) {
            switch (random.nextInt(11)) {
                case 8, 9, 10 -> markRead(any(groups.values()));
                case 0 -> firstMessage();
                case 1 -> retry();
                case 2 -> rename();
                case 3 -> strangerPosts();
                default -> post(any(groups.values()));
            }
            assertHistory(any(groups.values()));
            assertInbox(any(users));
        }
        groups.values().forEach(this::assertHistory);
        users.forEach(this::assertInbox);
    }

    private void firstMessage() {
        User sender = any(users);
        User receiver = any(users.stream().filter(it -> it != sender).toList());
        note("first message");
        NewMessage message = message(sender);
        UUID fresh = UUID.randomUUID();
        Set<UUID> pair = Set.of(sender.uuid(), receiver.uuid());
        Model model = groups.get(pair);
        Posted posted = store.store().messages().appendTo(receiver, fresh, message);
        if (model == null) {
            assertThat(posted).isEqualTo(new Posted(message.storedIn(fresh, message.now()), false));
            MessageGroup group = MessageGroup.of(fresh, sender.uuid(), receiver.uuid());
            groups.put(pair, new Model(new Chat(store.store(), sender, receiver, group, posted.message())));
        } else {
            assertStored(model, message, posted);
        }
        remember(message, posted.message());
    }

    private void post(Model model) {
        note("post");
        NewMessage message = message(named(random.nextBoolean() ? model.chat.one() : model.chat.two()));
        Posted posted = model.chat.append(message);
        assertStored(model, message, posted);
        remember(message, posted.message());
    }

    private void assertStored(Model model, NewMessage message, Posted posted) {
        Instant earliest = Given.micros(model.newest().createdAt(), 1);
        Instant createdAt = message.now().isBefore(earliest) ? earliest : message.now();
        assertThat(posted).isEqualTo(new Posted(message.storedIn(model.chat.uuid(), createdAt), false));
        model.messages.add(posted.message());
    }

    private void retry() {
        if (answered.isEmpty()) {
            return;
        }
        note("retry");
        NewMessage first = any(answered.keySet());
        Message answer = requireNonNull(answered.get(first));
        Model model = any(groups.values());
        NewMessage retry = Given.retryOf(first, now());
        IdempotencyKey key = requireNonNull(first.idempotency()).key();
        NewMessage other = Given.message(first.sender(), "other", now(), key, "other");
        assertThat(store.store().messages().findByIdempotencyKey(retry)).contains(answer);
        assertThat(model.chat.append(retry)).isEqualTo(new Posted(answer, true));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> model.chat.post(other));
    }

    /** At a message, between two, or before all of them. */
    private void markRead(Model model) {
        note("mark as read");
        User reader = random.nextBoolean() ? model.chat.one() : model.chat.two();
        Message upTo = any(model.messages);
        Instant time = random.nextInt(4) == 0 ? Given.micros(upTo.createdAt(), -1) : upTo.createdAt();
        Optional<Instant> expected = model.messages.stream()
                .map(Message::createdAt)
                .filter(it -> !it.isAfter(time))
                .max(Instant::compareTo)
                .filter(it -> it.isAfter(model.readUpTo.getOrDefault(reader.uuid(), Instant.MIN)));
        assertThat(model.chat.markRead(reader, time)).isEqualTo(expected);
        expected.ifPresent(it -> model.readUpTo.put(reader.uuid(), it));
        assertThat(model.chat.status(reader))
                .isEqualTo(new GroupStatus(
                        entry(model, reader),
                        model.readUpTo.get(model.chat.group().other(reader.uuid()))));
    }

    private void rename() {
        note("rename");
        int index = random.nextInt(users.size());
        User user = users.get(index);
        User renamed = new User(user.uuid(), "Name " + random.nextInt(1_000), user.handle());
        users.set(index, renamed);
        store.store().inbox().rename(renamed);
    }

    private void strangerPosts() {
        note("a stranger posts");
        Model model = any(groups.values());
        User stranger = any(users);
        if (!model.chat.group().includes(stranger.uuid())) {
            assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> model.chat.append(message(stranger)));
            assertThat(store.store().messages().newestFirst(model.chat.uuid(), stranger.uuid(), null, 5))
                    .isEmpty();
        }
    }

    private void assertHistory(Model model) {
        int limit = 1 + random.nextInt(model.messages.size() + 1);
        note("read by " + limit);
        List<Message> paged = Pages.all(it -> model.chat.page(it, limit));
        assertThat(Pages.reversed(paged)).isEqualTo(model.messages);
    }

    private void assertInbox(User user) {
        List<InboxEntry> expected = groups.values().stream()
                .filter(it -> it.chat.group().includes(user.uuid()))
                .map(it -> entry(it, user))
                .toList();
        int limit = 1 + random.nextInt(expected.size() + 1);
        note("list groups by " + limit);
        groups.values().forEach(it -> it.chat.catchUp());
        List<InboxEntry> paged = Pages.all(it -> store.store().inbox().newestFirst(user.uuid(), it, limit));
        assertThat(paged).containsExactlyInAnyOrderElementsOf(expected);
        Pages.assertNewestFirst(paged);
    }

    private InboxEntry entry(Model model, User user) {
        User other = named(model.chat.group().other(user.uuid()));
        return Chat.entry(other, model.newest(), model.readUpTo.get(user.uuid()), model.messages);
    }

    private User named(User user) {
        return named(user.uuid());
    }

    private User named(UUID user) {
        return users.stream().filter(it -> it.uuid().equals(user)).findFirst().orElseThrow();
    }

    private NewMessage message(User sender) {
        String text = "message " + random.nextInt(1_000);
        return random.nextInt(3) == 0
                ? Given.message(sender, text, now(), Given.key(), "of " + text)
                : Given.message(sender, text, now());
    }

    private void remember(NewMessage message, Message answer) {
        if (message.idempotency() != null) {
            answered.put(message, answer);
        }
    }

    private void note(String operation) {
        done.append(done.isEmpty() ? "" : ", ").append(operation);
    }

    /** A clock that runs, stands still, or is that of another instance. */
    private Instant now() {
        elapsed += random.nextInt(3) * (random.nextInt(4) == 0 ? 1_000_000L : 1L);
        return Given.micros(start, random.nextInt(5) == 0 ? elapsed - 5_000_000L : elapsed);
    }

    private <T> T any(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        all.forEach(list::add);
        return list.get(random.nextInt(list.size()));
    }
}
