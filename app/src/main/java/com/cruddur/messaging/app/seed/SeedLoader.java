package com.cruddur.messaging.app.seed;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a conversation of two users into a store, as if they had had it until some minutes ago, one message a minute. */
public final class SeedLoader {
    /** The group that the reference's seed and scripts use. */
    public static final UUID GROUP = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");

    /** Whom the reference's seed lets talk there: {@code Person 1} and {@code Person 2}, by their handles. */
    public static final List<String> HANDLES = List.of("andrewbrown", "bayko");

    /** How many messages are stored at once. */
    public static final int AT_ONCE = 50;

    private static final Duration ENDED_BEFORE = Duration.ofMinutes(10);
    private static final int PAGE = 500;

    private final MessageStore store;
    private final BiConsumer<MessageGroup, List<NewMessage>> append;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    /** How it ended. Unless it was loaded, nothing was written, but for a first message that lost a race with one of the two. */
    public enum Outcome {
        LOADED,
        /** The group begins with the whole transcript. */
        THERE_ALREADY,
        PAIR_HAS_ANOTHER_GROUP,
        GROUP_IS_OF_OTHERS,
        /** The group has messages that are not the beginning of the transcript. */
        GROUP_HAS_OTHER_MESSAGES
    }

    /**
     * @param append stores up to {@value #AT_ONCE} messages at the end of a group, in their order; a failure leaves the first
     *     of them or none
     */
    public SeedLoader(
            MessageStore store, BiConsumer<MessageGroup, List<NewMessage>> append, Clock clock, Supplier<UUID> uuids) {
        this.store = store;
        this.append = append;
        this.clock = clock;
        this.uuids = uuids;
    }

    /** Stores one message after the other, as any store can. */
    public static SeedLoader in(MessageStore store, Clock clock, Supplier<UUID> uuids) {
        return new SeedLoader(
                store, (group, more) -> more.forEach(it -> store.messages().append(group.uuid(), it)), clock, uuids);
    }

    /**
     * Stores the messages that are not stored yet. The messages of an earlier call that was cut off stay, and are not stored again, unless others
     * posted to the group meanwhile: then it has other messages. Only a few messages are held at a time, however many there are.
     *
     * @param progress is told how many messages are stored, whenever it is more
     */
    public Outcome load(Transcript transcript, UUID uuid, User first, User second, IntConsumer progress) {
        MessageGroup group = MessageGroup.of(uuid, first.uuid(), second.uuid());
        Optional<MessageGroup> there = store.groups().find(uuid);
        if (there.filter(it -> !it.equals(group)).isPresent()) {
            return Outcome.GROUP_IS_OF_OTHERS;
        }
        Optional<MessageGroup> ofPair = store.groups().findByMembers(first.uuid(), second.uuid());
        if (ofPair.filter(it -> !it.equals(group)).isPresent()) {
            return Outcome.PAIR_HAS_ANOTHER_GROUP;
        }
        Instant end = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(ENDED_BEFORE);
        try (SeedMessages drafts = new SeedMessages(transcript, first, second, end, uuids)) {
            long stored = newestFirst(group).count();
            if (stored > 0 && !isBegunBy(drafts, group, stored)) {
                return Outcome.GROUP_HAS_OTHER_MESSAGES;
            }
            boolean complete = !drafts.hasNext();
            if (stored == 0 && !isOpened(group, drafts.next(), first, second)) {
                return Outcome.PAIR_HAS_ANOTHER_GROUP;
            }
            while (drafts.hasNext()) {
                append.accept(group, drafts.next(AT_ONCE));
                progress.accept(drafts.taken());
            }
            store.inbox().catchUp(uuid);
            return complete ? Outcome.THERE_ALREADY : Outcome.LOADED;
        }
    }

    /**
     * Takes what is stored. That it is the conversation's beginning shows in the last message that both have: each is at its place by
     * all that came before.
     */
    private boolean isBegunBy(SeedMessages drafts, MessageGroup group, long stored) {
        NewMessage last = drafts.next();
        while (drafts.hasNext() && drafts.taken() < stored) {
            last = drafts.next();
        }
        Message there =
                newestFirst(group).skip(stored - drafts.taken()).findFirst().orElseThrow();
        return there.sender().uuid().equals(last.sender().uuid())
                && there.text().equals(last.text().value());
    }

    private boolean isOpened(MessageGroup group, NewMessage draft, User first, User second) {
        User receiver = draft.sender().equals(first) ? second : first;
        Message opened =
                store.messages().appendTo(receiver, group.uuid(), draft).message();
        return opened.group().equals(group.uuid());
    }

    private Stream<Message> newestFirst(MessageGroup group) {
        return Stream.iterate(
                        page(group, null),
                        Objects::nonNull,
                        page -> page.next()
                                .map(position -> page(group, position))
                                .orElse(null))
                .flatMap(page -> page.items().stream());
    }

    private Page<Message> page(MessageGroup group, @Nullable String position) {
        return store.messages()
                .newestFirst(group.uuid(), group.members().get(0), position, PAGE)
                .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
    }
}
