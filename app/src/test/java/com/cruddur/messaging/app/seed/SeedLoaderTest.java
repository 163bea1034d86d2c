package com.cruddur.messaging.app.seed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.seed.SeedLoader.Outcome;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.Account;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SeedLoaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456789Z");
    private static final Clock AT_NOW = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Instant END = Instant.parse("2026-03-01T10:20:00Z");

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryUsers users = new InMemoryUsers();

    @BeforeEach
    void seedUsers() {
        for (Account account : LocalUsers.accounts()) {
            users.put(account.user(), account.subject());
        }
    }

    @Test
    void twoPeopleTalkedOneMessageAMinuteUntilShortlyBeforeNow() {
        load(store, NOW);

        List<Message> messages = stored();
        assertThat(messages).hasSizeGreaterThanOrEqualTo(100);
        assertThat(messages.stream().map(it -> it.sender().handle()).distinct())
                .containsExactly("andrewbrown", "bayko");
        assertThat(messages.get(messages.size() - 1).createdAt())
                .isBetween(NOW.minus(Duration.ofMinutes(15)), NOW.minus(Duration.ofMinutes(5)));
        for (int i = 1; i < messages.size(); i++) {
            assertThat(Duration.between(
                            messages.get(i - 1).createdAt(), messages.get(i).createdAt()))
                    .isEqualTo(Duration.ofMinutes(1));
        }
        assertThat(inboxes())
                .extracting(InboxEntry::preview)
                .containsOnly(messages.get(messages.size() - 1).text());
    }

    @Test
    void loadingAgainChangesNothing() {
        load(store, NOW);
        List<Message> before = stored();
        load(store, NOW.plus(Duration.ofDays(3)));

        assertThat(stored()).isEqualTo(before);
        assertThat(inboxes()).hasSize(2);
    }

    @Test
    void whereverItWasCutOffTheNextLoadCompletesIt() {
        load(store, NOW);
        List<String> whole = stored().stream().map(Message::text).toList();
        for (int limit : new int[] {0, 1, whole.size() / 2, whole.size() - 2}) {
            InMemoryStore fresh = new InMemoryStore();
            assertThatThrownBy(() -> load(fresh, failingAfter(limit, fresh), NOW))
                    .isInstanceOf(StorageException.class);
            load(fresh, NOW.plusSeconds(90));

            assertThat(stored(fresh).stream().map(Message::text))
                    .as("cut off after %s appended messages", limit)
                    .containsExactlyElementsOf(whole);
        }
    }

    @Test
    void itIsLoadedInPartsOfAtMostAsManyAsAreStoredAtOnce() {
        List<Integer> told = new ArrayList<>();
        Transcript transcript = transcript(2 * SeedLoader.AT_ONCE + 2);
        Outcome outcome = new SeedLoader(store, this::append, AT_NOW, UUID::randomUUID)
                .load(transcript, SeedLoader.GROUP, user("andrewbrown"), user("bayko"), told::add);

        assertThat(outcome).isEqualTo(Outcome.LOADED);
        assertThat(told).containsExactly(51, 101, 102);
    }

    @Test
    void itMayBeginWithEither() {
        assertThat(load(transcript("Person 2: Hi.\nPerson 1: Hello."))).isEqualTo(Outcome.LOADED);
        assertThat(stored()).extracting(it -> it.sender().handle()).containsExactly("bayko", "andrewbrown");
    }

    @Test
    void theConversationMayHaveGoneOnSinceItWasLoaded() {
        load(transcript(3));
        say("and then?");

        assertThat(load(transcript(3))).isEqualTo(Outcome.THERE_ALREADY);
        assertThat(stored()).hasSize(4);
    }

    @Test
    void aGroupOfOtherMessagesStaysAsItIs() {
        load(transcript(3));
        assertThat(load(transcript("Person 1: Something else.\n".repeat(5))))
                .isEqualTo(Outcome.GROUP_HAS_OTHER_MESSAGES);
        assertThat(load(transcript("Person 2: line 0\n"))).isEqualTo(Outcome.GROUP_HAS_OTHER_MESSAGES);

        assertThat(stored()).hasSize(3);
    }

    @Test
    void aConversationThatWasCutOffAndGoneOnWithIsNotMixed() {
        load(transcript(3));
        say("and then?");

        assertThat(load(transcript(5))).isEqualTo(Outcome.GROUP_HAS_OTHER_MESSAGES);
        assertThat(stored()).hasSize(4);
    }

    @Test
    void twoWhoHaveAGroupGetNoOther() {
        UUID another = UUID.randomUUID();
        assertThat(load(transcript(3), another, "andrewbrown", "bayko")).isEqualTo(Outcome.LOADED);
        assertThat(load(transcript(3))).isEqualTo(Outcome.PAIR_HAS_ANOTHER_GROUP);
        assertThat(load(transcript(3), another, "bayko", "londo")).isEqualTo(Outcome.GROUP_IS_OF_OTHERS);

        assertThat(stored()).isEmpty();
        assertThat(inboxes()).hasSize(2);
    }

    private void say(String text) {
        NewMessage draft = new NewMessage(UUID.randomUUID(), user("bayko"), new MessageText(text), END);
        append(store.groups().find(SeedLoader.GROUP).orElseThrow(), List.of(draft));
    }

    private void append(MessageGroup group, List<NewMessage> drafts) {
        drafts.forEach(it -> store.messages().append(group.uuid(), it));
    }

    private Outcome load(Transcript transcript) {
        return load(transcript, SeedLoader.GROUP, "andrewbrown", "bayko");
    }

    private Outcome load(Transcript transcript, UUID group, String first, String second) {
        return new SeedLoader(store, this::append, AT_NOW, UUID::randomUUID)
                .load(transcript, group, user(first), user(second), stored -> {});
    }

    private User user(String handle) {
        return users.byHandle(handle).orElseThrow();
    }

    private static Transcript transcript(int size) {
        return transcript(
                IntStream.range(0, size).mapToObj(i -> "Person 1: line " + i).collect(Collectors.joining("\n")));
    }

    private static Transcript transcript(String text) {
        return Transcript.of(() -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private void load(InMemoryStore into, Instant now) {
        load(into, (group, more) -> more.forEach(it -> into.messages().append(group.uuid(), it)), now);
    }

    private void load(InMemoryStore into, BiConsumer<MessageGroup, List<NewMessage>> append, Instant now) {
        new SeedLoader(into, append, Clock.fixed(now, ZoneOffset.UTC), UUID::randomUUID)
                .load(Transcript.seed(), SeedLoader.GROUP, user("andrewbrown"), user("bayko"), stored -> {});
    }

    private static BiConsumer<MessageGroup, List<NewMessage>> failingAfter(int limit, InMemoryStore store) {
        AtomicInteger appended = new AtomicInteger();
        return (group, more) -> more.forEach(it -> {
            if (appended.getAndIncrement() == limit) {
                throw new StorageException("planted", null);
            }
            store.messages().append(group.uuid(), it);
        });
    }

    private List<Message> stored() {
        return stored(store);
    }

    private static List<Message> stored(InMemoryStore store) {
        UUID reader = LocalUsers.accounts().get(0).user().uuid();
        List<Message> messages = new ArrayList<>(store.messages()
                .newestFirst(SeedLoader.GROUP, reader, null, 1_000)
                .map(Page::items)
                .orElse(List.of()));
        Collections.reverse(messages);
        return messages;
    }

    private List<InboxEntry> inboxes() {
        List<InboxEntry> entries = new ArrayList<>();
        for (String handle : List.of("andrewbrown", "bayko")) {
            UUID user = users.byHandle(handle).orElseThrow().uuid();
            entries.addAll(store.inbox().newestFirst(user, null, 10).items());
        }
        return entries;
    }
}
