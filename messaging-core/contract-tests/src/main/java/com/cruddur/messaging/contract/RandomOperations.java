package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.InboxRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A few users, and what they do in random order. The model is a list of messages for each pair. */
final class RandomOperations {
    private final Store store;
    private final Random random;
    private final Instant start = Given.now().minus(Duration.ofHours(1));
    private final List<User> users =
            Stream.of("A", "B", "C", "D").map(Given::user).toList();
    private final Map<Set<User>, Model> groups = new LinkedHashMap<>();
    private final Map<Draft, Message> answered = new LinkedHashMap<>();
    private final List<InboxRows> seen = new ArrayList<>();
    private long elapsed;

    private static final class Model {
        final Chat chat;
        final List<Message> messages = new ArrayList<>();
        Message shown;

        Model(Chat chat) {
            this.chat = chat;
            this.shown = chat.first();
            this.messages.add(shown);
        }

        Message newest() {
            return messages.get(messages.size() - 1);
        }
    }

    RandomOperations(Store store, Random random) {
        this.store = store;
        this.random = random;
    }

    void run(int operations) {
        firstContact();
        seen.add(rowsOf(any(groups.values())));
        for (int i = 0; i < operations; i++) {
            switch (random.nextInt(8)) {
                case 0 -> firstContact();
                case 1 -> retry();
                case 2 -> refresh(any(groups.values()));
                case 3 -> seen.add(rowsOf(any(groups.values())));
                case 4 -> move(any(seen));
                default -> post(any(groups.values()));
            }
            assertHistory(any(groups.values()));
            assertInbox(any(users));
        }
        groups.values().forEach(this::assertHistory);
        users.forEach(this::assertInbox);
    }

    private void firstContact() {
        User sender = any(users);
        User receiver = any(users.stream().filter(it -> it != sender).toList());
        Group fresh = Group.of(UUID.randomUUID(), sender.uuid(), receiver.uuid());
        Draft draft = draft(sender);
        Optional<Message> first = store.groups().open(fresh, receiver, draft);
        Model model = groups.get(Set.of(sender, receiver));
        assertThat(first.isPresent()).describedAs("opened").isEqualTo(model == null);
        if (model == null) {
            assertThat(first).contains(draft.storedIn(fresh.uuid(), draft.now()));
            groups.put(Set.of(sender, receiver), new Model(new Chat(store, sender, receiver, fresh, first.get())));
            remember(draft, first.get());
        }
    }

    private void post(Model model) {
        Draft draft = draft(random.nextBoolean() ? model.chat.one() : model.chat.two());
        Instant earliest = Given.micros(model.newest().createdAt(), 1);
        Message message = model.chat.post(draft);
        assertThat(message)
                .isEqualTo(draft.storedIn(
                        model.chat.group().uuid(), draft.now().isBefore(earliest) ? earliest : draft.now()));
        model.messages.add(message);
        remember(draft, message);
    }

    private void retry() {
        if (answered.isEmpty()) {
            return;
        }
        Draft draft = any(answered.keySet());
        Message answer = answered.get(draft);
        Model model = any(groups.values());
        Draft retry = Given.retryOf(draft, now());
        IdempotencyKey key = draft.idempotency().orElseThrow().key();
        Draft other = Given.draft(draft.sender(), "other", now(), key, "other");
        assertThat(store.messages().answered(retry)).contains(answer);
        assertThat(store.messages().append(model.chat.group(), retry)).isEqualTo(answer);
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> model.chat.post(other));
    }

    private void refresh(Model model) {
        assertThat(model.chat.refresh()).describedAs("moved").isEqualTo(model.shown != model.newest());
        model.shown = model.newest();
    }

    /** Rows that were seen earlier, and that may have moved since. What was posted since may be shown by the move, or not. */
    private void move(InboxRows rows) {
        Model model = groups.values().stream()
                .filter(it -> it.chat.group().uuid().equals(rows.group()))
                .findFirst()
                .orElseThrow();
        boolean there = model.shown.createdAt().equals(rows.standAt());
        if (rows.areBehind()) {
            assertThat(store.groups().move(rows)).describedAs("moved").isEqualTo(there);
        }
        Instant standAt = rowsOf(model).standAt();
        if (rows.areBehind() && there) {
            assertThat(standAt).isAfterOrEqualTo(rows.newestAt());
            model.shown = model.messages.stream()
                    .filter(it -> it.createdAt().equals(standAt))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(standAt).isEqualTo(model.shown.createdAt());
    }

    private InboxRows rowsOf(Model model) {
        InboxRows rows = store.groups().rows(model.chat.group().uuid()).orElseThrow();
        assertThat(rows.newestAt()).isEqualTo(model.newest().createdAt());
        assertThat(rows.preview()).isEqualTo(model.newest().text());
        return rows;
    }

    private void assertHistory(Model model) {
        int limit = 1 + random.nextInt(model.messages.size() + 1);
        List<Message> paged =
                Pages.all(it -> store.messages().newestFirst(model.chat.group().uuid(), it, limit));
        assertThat(Pages.reversed(paged)).isEqualTo(model.messages);
    }

    private void assertInbox(User user) {
        List<InboxEntry> expected = groups.entrySet().stream()
                .filter(it -> it.getKey().contains(user))
                .map(it -> entry(it.getValue(), user))
                .toList();
        int limit = 1 + random.nextInt(expected.size() + 1);
        List<InboxEntry> paged = Pages.all(it -> store.groups().inbox(user.uuid(), it, limit));
        assertThat(paged).containsExactlyInAnyOrderElementsOf(expected);
        Pages.assertNewestFirst(paged);
    }

    private static InboxEntry entry(Model model, User user) {
        User other = model.chat.one() == user ? model.chat.two() : model.chat.one();
        return new InboxEntry(model.shown.group(), other, model.shown.text(), model.shown.createdAt());
    }

    private Draft draft(User sender) {
        String text = "message " + random.nextInt(1_000);
        return random.nextInt(3) == 0
                ? Given.draft(sender, text, now(), Given.key(), "of " + text)
                : Given.draft(sender, text, now());
    }

    private void remember(Draft draft, Message message) {
        if (draft.idempotency().isPresent()) {
            answered.put(draft, message);
        }
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
